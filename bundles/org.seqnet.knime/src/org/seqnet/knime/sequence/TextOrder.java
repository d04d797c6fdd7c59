package org.seqnet.knime.sequence;

import java.util.Comparator;
import java.util.OptionalInt;
import org.knime.core.data.DataRow;
import org.knime.core.data.StringValue;
import org.knime.core.node.KNIMEException;
import org.seqnet.engine.sequence.TextPosition;
import org.seqnet.engine.sequence.TextPosition.Kind;
import org.seqnet.knime.message.Failures;

/** Texts are compared by the numbers, or by the dates or times, that all of them state. */
final class TextOrder implements StepOrder<TextPosition> {
    private static final int SHOWN = 40;

    private final int column;
    private final String name;
    private Kind kind;
    private String first;

    TextOrder(int column, String name) {
        this.column = column;
        this.name = name;
    }

    @Override
    public OptionalInt column() {
        return OptionalInt.of(column);
    }

    @Override
    public TextPosition position(DataRow row, long index) throws KNIMEException {
        var text = ((StringValue) row.getCell(column)).getStringValue();
        var key = row.getKey().getString();
        var position = TextPosition.of(text)
                .orElseThrow(() -> failure(
                        index,
                        "The text is neither a number nor a date or time in ISO format.",
                        ("Row '%s': the text '%s' in order column '%s' is neither a number nor a date or time in ISO "
                                        + "format.")
                                .formatted(key, shortened(text), name)));
        if (kind == null) {
            kind = position.kind();
            first = key;
        } else if (kind != position.kind()) {
            throw failure(
                    index,
                    "The text states something else than those before it.",
                    ("Row '%s': the text '%s' in order column '%s' is %s, that of row '%s' is %s; they have no common "
                                    + "order.")
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
                "Turn the column into numbers with the node String to Number, or into dates and times with the node "
                        + "String to Date&Time.",
                "Or choose another order column, or do not sort the time steps.");
    }

    private static String shortened(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }

    @Override
    public Comparator<TextPosition> comparator() {
        return Comparator.naturalOrder();
    }
}
