package org.seqnet.knime.backtest;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DoubleValue;
import org.seqnet.knime.column.Columns;
import org.seqnet.knime.label.PredictedColumn;
import org.seqnet.knime.label.PredictionName;

/**
 * The columns with the quantiles of a prediction, by ascending level: those that the Network Predictor appended with
 * it, however they are called now; in a table from elsewhere, those with names such as {@code Prediction (demand,
 * 0.1)}.
 */
record QuantileColumns(List<QuantileColumn> columns) {
    private static final Pattern QUANTILE = Pattern.compile("(.*), (0\\.\\d+)", Pattern.DOTALL);
    private static final Predicate<DataColumnSpec> NUMBERS = Columns.accepts(DoubleValue.class);

    private static final Predicate<String> LIKELY =
            Pattern.compile("Prediction \\(.*, 0\\.\\d+\\).*", Pattern.DOTALL).asMatchPredicate();

    /** A column with the quantile of a level. */
    record QuantileColumn(double level, int column) {}

    /** Returns the quantiles that were appended with a prediction. */
    static QuantileColumns of(DataTableSpec spec, String prediction) {
        int column = spec.findColumnIndex(prediction);
        var levels = levelsOf(spec.getColumnSpec(column));
        // joined tables may have a level twice: the nearest column was appended with the prediction
        var nearest = IntStream.range(0, spec.getNumColumns())
                .boxed()
                .filter(i -> NUMBERS.test(spec.getColumnSpec(i)))
                .sorted(Comparator.comparingInt(i -> Math.abs(i - column)))
                .flatMap(i -> levels.apply(spec.getColumnSpec(i)).map(level -> new QuantileColumn(level, i)).stream())
                .collect(Collectors.toMap(
                        QuantileColumn::level, Function.identity(), (near, far) -> near, TreeMap::new));
        return new QuantileColumns(List.copyOf(nearest.values()));
    }

    /** Returns what tells the level of a column with quantiles of a prediction; empty for other columns. */
    private static Function<DataColumnSpec, Optional<Double>> levelsOf(DataColumnSpec prediction) {
        var marked = PredictedColumn.of(prediction);
        return marked.isPresent()
                ? column -> PredictedColumn.of(column)
                        .filter(marked.get()::hasQuantile)
                        .map(quantile -> quantile.level().getAsDouble())
                : column -> PredictionName.of(prediction.getName()).flatMap(name -> level(name, column.getName()));
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
        return PredictedColumn.of(column)
                .map(marked -> marked.level().isPresent())
                .orElseGet(() -> isNamedQuantile(spec, column));
    }

    private static boolean isNamedQuantile(DataTableSpec spec, DataColumnSpec column) {
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

    /** Returns a warning if a table has quantiles, but none of the prediction. */
    Optional<String> warning(DataTableSpec spec, String prediction) {
        return columns.isEmpty()
                ? spec.stream()
                        .filter(NUMBERS.and(column -> isQuantile(spec, column) || LIKELY.test(column.getName())))
                        .findFirst()
                        .map(column ->
                                ("Column '%s' appears to contain quantiles, but not of column '%s'; pinball loss "
                                                + "and coverage are missing. Select the prediction column that belongs "
                                                + "to the "
                                                + "quantiles, or name them like \"Prediction (demand, 0.1)\".")
                                        .formatted(column.getName(), prediction))
                : Optional.empty();
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
