package org.seqnet.knime.column;

import java.util.Optional;
import org.knime.core.data.DataCell;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.LongValue;
import org.knime.core.data.StringValue;
import org.seqnet.engine.sequence.TimePoint;

/**
 * Cells that tell when something was, or at which place in an order: numbers, texts, and KNIME's dates and times, which
 * are of a bundle that need not be there, and are texts in ISO format too.
 */
public final class TimeCells {
    private TimeCells() {}

    /** Returns the point that a cell states; empty if it is missing, or states none. */
    public static Optional<TimePoint> point(DataCell cell) {
        if (cell instanceof LongValue number) {
            return Optional.of(TimePoint.of(number.getLongValue()));
        }
        if (cell instanceof DoubleValue number) {
            return TimePoint.of(number.getDoubleValue());
        }
        return cell instanceof StringValue text ? TimePoint.of(text.getStringValue()) : Optional.empty();
    }
}
