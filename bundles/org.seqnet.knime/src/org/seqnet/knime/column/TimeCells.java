package org.seqnet.knime.column;

import java.util.Optional;
import java.util.function.Predicate;
import org.knime.core.data.BooleanValue;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataCellFactory;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.LongValue;
import org.knime.core.data.StringValue;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.KNIMEException;
import org.seqnet.engine.sequence.TimePoint;
import org.seqnet.knime.message.Failures;

/**
 * Cells that tell when something was, or at which place in an order: numbers, texts, and KNIME's dates and times, which
 * are of a bundle that need not be there, and are texts in ISO format too.
 */
public final class TimeCells {
    /** Says whether a column can hold such cells. */
    public static final Predicate<DataColumnSpec> FITTING = Columns.accepts(
                    LongValue.class, DoubleValue.class, StringValue.class)
            .and(column -> !column.getType().isCompatible(BooleanValue.class));

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

    /**
     * Returns the cell that states a point, of the type of a column with such points.
     *
     * @throws KNIMEException if no plug-in makes cells of this type from texts
     */
    public static DataCell cell(TimePoint point, DataType type, ExecutionContext exec) throws KNIMEException {
        if (type.equals(StringCell.TYPE)) {
            return new StringCell(point.text());
        }
        if (type.equals(IntCell.TYPE)) {
            return new IntCell(point.number().intValue());
        }
        if (type.equals(LongCell.TYPE)) {
            return new LongCell(point.number().longValue());
        }
        if (type.isCompatible(DoubleValue.class)) {
            return new DoubleCell(point.number().doubleValue());
        }
        return type.getCellFactory(exec)
                .filter(DataCellFactory.FromString.class::isInstance)
                .map(factory -> ((DataCellFactory.FromString) factory).createCell(point.text()))
                .orElseThrow(() -> Failures.failure(
                        "Times of the type '%s' cannot be created.".formatted(type.getName()),
                        "Convert the order column to dates and times with a String to Date&Time node before the "
                                + "Sequence Reshaper."));
    }
}
