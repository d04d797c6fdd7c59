package org.seqnet.knime.backtest;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DoubleValue;
import org.seqnet.knime.column.Columns;
import org.seqnet.knime.label.PredictionName;

/**
 * The columns with the quantiles of a prediction, such as {@code Prediction (demand, 0.1)}, by ascending level.
 */
record QuantileColumns(List<QuantileColumn> columns) {
    private static final Pattern QUANTILE = Pattern.compile("(.*), (0\\.\\d+)", Pattern.DOTALL);
    private static final Predicate<DataColumnSpec> NUMBERS = Columns.accepts(DoubleValue.class);

    /** A column with the quantile of a level. */
    record QuantileColumn(double level, int column) {}

    /** Returns the quantiles that were appended with a prediction. */
    static QuantileColumns of(DataTableSpec spec, String prediction) {
        var quantiles = PredictionName.of(prediction).stream()
                .flatMap(of -> spec.stream().filter(NUMBERS).flatMap(column -> level(of, column.getName()).stream()
                        .map(level -> new QuantileColumn(level, spec.findColumnIndex(column.getName())))))
                .sorted(Comparator.comparingDouble(QuantileColumn::level))
                .toList();
        return new QuantileColumns(quantiles);
    }

    private static Optional<Double> level(PredictionName of, String column) {
        return PredictionName.of(column)
                .filter(name -> name.suffix().equals(of.suffix()))
                .map(name -> QUANTILE.matcher(name.label()))
                .filter(name -> name.matches() && name.group(1).equals(of.label()))
                .map(name -> Double.valueOf(name.group(2)))
                .filter(level -> level > 0);
    }

    /** Returns whether a column holds the quantiles of another one. */
    static boolean isQuantile(DataTableSpec spec, DataColumnSpec column) {
        return PredictionName.of(column.getName())
                .map(name -> QUANTILE.matcher(name.label()))
                .filter(name -> name.matches())
                .map(name -> name.group(1))
                .filter(label -> spec.stream()
                        .map(other -> PredictionName.of(other.getName()))
                        .flatMap(Optional::stream)
                        .anyMatch(other -> other.label().equals(label)))
                .isPresent();
    }

    /** Returns the levels, ascending. */
    double[] levels() {
        return columns.stream().mapToDouble(QuantileColumn::level).toArray();
    }

    /** Returns the share of values that should be from the lowest to the highest quantile; empty below two levels. */
    Optional<Double> nominalCoverage() {
        return columns.size() < 2
                ? Optional.empty()
                : Optional.of(
                        columns.get(columns.size() - 1).level() - columns.get(0).level());
    }
}
