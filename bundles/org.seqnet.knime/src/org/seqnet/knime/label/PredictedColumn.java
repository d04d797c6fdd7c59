package org.seqnet.knime.label;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalDouble;
import org.knime.core.data.DataColumnSpec;
import org.seqnet.knime.column.ColumnMark;

/**
 * What a column's spec tells of the numbers that a network predicted, whatever the column is called.
 *
 * @param target the name of what is predicted
 * @param prediction the name of the column with the predictions when it was appended, which its quantiles share
 * @param level the level of the quantile; empty for the predictions themselves
 */
public record PredictedColumn(String target, String prediction, OptionalDouble level) {
    private static final ColumnMark TARGET = new ColumnMark("prediction.target");
    private static final ColumnMark PREDICTION = new ColumnMark("prediction.column");
    private static final ColumnMark LEVEL = new ColumnMark("prediction.level");

    /** Returns the spec of a column with these properties. */
    public DataColumnSpec on(DataColumnSpec column) {
        var marked = PREDICTION.on(TARGET.on(column, target), prediction);
        return level.isPresent() ? LEVEL.on(marked, plain(level.getAsDouble())) : marked;
    }

    /** Returns what the spec of a column tells; empty if it tells nothing. */
    public static Optional<PredictedColumn> of(DataColumnSpec column) {
        return TARGET.of(column).flatMap(target -> PREDICTION
                .of(column)
                .map(prediction -> new PredictedColumn(target, prediction, level(column))));
    }

    private static OptionalDouble level(DataColumnSpec column) {
        return LEVEL.of(column)
                .map(text -> OptionalDouble.of(Double.parseDouble(text)))
                .orElse(OptionalDouble.empty());
    }

    /** Returns whether another column has quantiles of what this one predicts. */
    public boolean hasQuantile(PredictedColumn other) {
        return other.level().isPresent()
                && other.target().equals(target)
                && other.prediction().equals(prediction);
    }

    /** Returns a level as names of columns state it, such as 0.0001. */
    public static String plain(double level) {
        return BigDecimal.valueOf(level).stripTrailingZeros().toPlainString();
    }
}
