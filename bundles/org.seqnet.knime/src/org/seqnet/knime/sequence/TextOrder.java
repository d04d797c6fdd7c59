package org.seqnet.knime.sequence;

import java.util.Comparator;
import java.util.OptionalInt;
import org.knime.core.data.DataRow;
import org.knime.core.data.StringValue;
import org.knime.core.node.KNIMEException;
import org.seqnet.engine.sequence.TimePoint;
import org.seqnet.engine.sequence.TimePoint.Kind;
import org.seqnet.knime.message.Failures;

/** Strings are compared as the numbers, or as the dates or times, that all of them contain. */
final class TextOrder implements StepOrder<TimePoint> {
    private static final int SHOWN = 40;

    private final int column;
    private final String name;
    private final String alternative;
    private Kind kind;
    private String first;

    /**
     * @param alternative what to do if the strings cannot be converted
     */
    TextOrder(int column, String name, String alternative) {
        this.column = column;
        this.name = name;
        this.alternative = alternative;
    }

    @Override
    public OptionalInt column() {
        return OptionalInt.of(column);
    }

    @Override
    public TimePoint position(DataRow row, long index) throws KNIMEException {
        var text = ((StringValue) row.getCell(column)).getStringValue();
        var key = row.getKey().getString();
        var position = TimePoint.of(text)
                .orElseThrow(() -> failure(
                        index,
                        "The string is neither a number nor a date or time in ISO format.",
                        ("Row '%s': the string '%s' in order column '%s' is neither a number nor a date or time in "
                                        + "ISO format.")
                                .formatted(key, shortened(text), name)));
        if (kind == null) {
            kind = position.kind();
            first = key;
        } else if (kind != position.kind()) {
            throw failure(
                    index,
                    "The string is of a different kind than those before it.",
                    ("Row '%s': the string '%s' in order column '%s' is %s, but that of row '%s' is %s; they cannot be "
                                    + "compared.")
                            .formatted(key, shortened(text), name, position.kind(), first, kind));
        }
        return position;
    }

    private KNIMEException failure(long index, String issue, String summary) {
        return Failures.failureAt(
                0,
                index,
                column,
                issue,
                summary,
                "Convert the column to numbers with a String to Number node, or to dates and times with a String to "
                        + "Date&Time node.",
                alternative);
    }

    private static String shortened(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }

    @Override
    public Comparator<TimePoint> comparator() {
        return Comparator.naturalOrder();
    }
}
