package org.seqnet.knime.backtest;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataValue;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.LongValue;
import org.knime.core.data.NominalValue;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.Advanced;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.updates.util.BooleanReference;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.choices.util.CompatibleColumnsProvider;
import org.knime.node.parameters.widget.choices.util.CompatibleColumnsProvider.DoubleColumnsProvider;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;
import org.seqnet.knime.column.ColumnMark;
import org.seqnet.knime.column.Columns;
import org.seqnet.knime.column.TimeCells;
import org.seqnet.knime.dialog.ShownWhen;
import org.seqnet.knime.label.PredictedColumn;
import org.seqnet.knime.label.PredictionName;
import org.seqnet.knime.message.Failures;

/** The Forecast Scorer's settings. The names of the fields are settings keys and never change. */
public final class ForecastScorerParameters implements NodeParameters {
    private static final Predicate<DataColumnSpec> NUMBERS = Columns.accepts(DoubleValue.class);
    private static final Predicate<DataColumnSpec> NAMES = Columns.accepts(NominalValue.class, LongValue.class);

    /** The columns of the first input. */
    @Section(title = "Forecasts")
    interface Forecasts {}

    /** The columns of the second input. */
    @Section(title = "Series")
    @After(Forecasts.class)
    interface Series {}

    /** What the forecasts are compared with. */
    @Section(title = "Baselines")
    @After(Series.class)
    interface Baselines {}

    /** What is pushed. */
    @Section(title = "Output")
    @Advanced
    @After(Baselines.class)
    interface Output {}

    @Widget(
            title = "Prediction column",
            description =
                    "The column with the forecasts, such as \"Prediction (demand)\". The quantiles that the Network "
                            + "Predictor appended with it are found even if the columns were renamed; others are "
                            + "found by names such as \"Prediction (demand, 0.1)\".")
    @Layout(Forecasts.class)
    @ChoicesProvider(DoubleColumnsProvider.class)
    String predictionColumn = "";

    @Widget(
            title = "Origin column",
            description = "The column with the time of the last row that each forecast knew, or the number of this row "
                    + "within its series.")
    @Layout(Forecasts.class)
    @ChoicesProvider(TimesOfForecasts.class)
    String originColumn = "";

    @Widget(
            title = "Step column",
            description = "The column with the number of time steps between the origin and the forecast value, from 1.")
    @Layout(Forecasts.class)
    @ChoicesProvider(IntegerColumns.class)
    String stepColumn = "";

    @Widget(
            title = "Target column",
            description = "The column of the series table with the values that are forecast. If the forecasts have a "
                    + "column of this name, it contains the actual values, and the series table needs no rows after "
                    + "the origins. Actual values that are missing there are taken from the series table.")
    @Layout(Series.class)
    @ChoicesProvider(NumbersOfSeries.class)
    String targetColumn = "";

    @Widget(
            title = "Several series",
            description = "If checked, the tables contain several series, and a column of both names the series of "
                    + "each row.")
    @Layout(Series.class)
    @ValueReference(SeveralReference.class)
    boolean severalSeries;

    @Widget(
            title = "Series column",
            description = "The column that identifies the series of each row, compared as text. Both tables must have "
                    + "it. Rows of the series table in which it is missing are skipped.")
    @Layout(Series.class)
    @ChoicesProvider(NamesOfSeries.class)
    @Effect(predicate = SeveralReference.class, type = EffectType.SHOW)
    String seriesColumn = "";

    @Widget(
            title = "Find origins by time",
            description = "If checked, the origins are times, dates or numbers of a column of the series table, whose "
                    + "rows may be in any order. Otherwise, the origins are row numbers within each series, "
                    + "counted from 1, and the rows must be in order of time.")
    @Layout(Series.class)
    @ValueReference(TimesReference.class)
    boolean hasTimes = true;

    @Widget(
            title = "Time column",
            description = "The column of the series table with the time of each row: dates or times, numbers, or "
                    + "strings that are numbers, or dates or times in ISO format such as 2026-11-29T20:45.")
    @Layout(Series.class)
    @ChoicesProvider(TimesOfSeries.class)
    @Effect(predicate = TimesReference.class, type = EffectType.SHOW)
    String timeColumn = "";

    @Widget(
            title = "Seasonal period",
            description = "The number of time steps after which the pattern of the series repeats. Seasonal naive and "
                    + "exponential smoothing use it, and MASE divides errors by the mean absolute difference of "
                    + "values one period apart.")
    @Layout(Baselines.class)
    @ValueSwitchWidget
    @ValueReference(SeasonalityReference.class)
    Seasonality seasonality = Seasonality.AUTOMATIC;

    @Widget(
            title = "Time steps per period",
            description =
                    "The seasonal period in time steps, for example 48 for a day or 336 for a week of half-hourly "
                            + "values, 12 for a year of months. Enter 1 if there is no season.")
    @Layout(Baselines.class)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = IsCustom.class, type = EffectType.SHOW)
    int seasonalPeriod = 1;

    @Widget(
            title = "Flow variable prefix",
            description = "A prefix for the names of the flow variables, for example to distinguish several scorers.")
    @Advanced
    @Layout(Output.class)
    String flowVariablePrefix = "";

    ForecastScorerParameters() {}

    ForecastScorerParameters(NodeParametersInput input) {
        var forecasts = input.getInTableSpec(0);
        var series = input.getInTableSpec(1);
        if (forecasts.isPresent() && series.isPresent()) {
            chooseColumns(forecasts.get(), series.get());
        }
    }

    /** Chooses columns where none is chosen yet. */
    void chooseColumns(DataTableSpec forecasts, DataTableSpec series) {
        boolean isNew = isEmpty(predictionColumn) && isEmpty(targetColumn);
        if (isEmpty(predictionColumn)) {
            predictionColumn = Columns.last(forecasts, isPrediction(forecasts)).orElse("");
        }
        if (isEmpty(originColumn)) {
            originColumn = Columns.first(forecasts, startsWith("Origin")).orElse("");
        }
        if (isEmpty(stepColumn)) {
            stepColumn = Columns.first(forecasts, startsWith("Step").and(Columns.accepts(LongValue.class)))
                    .orElse("");
        }
        if (isEmpty(targetColumn)) {
            targetColumn = target(forecasts)
                    .filter(name -> series.containsName(name) && NUMBERS.test(series.getColumnSpec(name)))
                    .orElse("");
        }
        if (isEmpty(timeColumn)) {
            timeColumn = timeColumn(forecasts, series).orElse("");
        }
        if (isEmpty(seriesColumn)) {
            seriesColumn = Columns.first(forecasts, isSeriesOf(series)).orElse("");
        }
        if (isNew) {
            severalSeries = !isEmpty(seriesColumn);
            hasTimes = !isEmpty(timeColumn) || isEmpty(originColumn);
        }
    }

    private Optional<String> target(DataTableSpec forecasts) {
        return Optional.ofNullable(forecasts.getColumnSpec(predictionColumn))
                .flatMap(PredictedColumn::of)
                .map(PredictedColumn::target)
                .or(() -> PredictionName.of(predictionColumn).map(PredictionName::label));
    }

    private Optional<String> timeColumn(DataTableSpec forecasts, DataTableSpec series) {
        return Optional.ofNullable(forecasts.getColumnSpec(originColumn))
                .map(DataColumnSpec::getType)
                .flatMap(type -> Columns.first(
                        series,
                        column -> column.getType().equals(type)
                                && !isChosen(column)
                                && !isSeriesText(column, forecasts)));
    }

    /** Returns whether a column of text is in both tables: then it names series. */
    private boolean isSeriesText(DataColumnSpec column, DataTableSpec forecasts) {
        return NAMES.test(column) && forecasts.containsName(column.getName());
    }

    /**
     * Accepts what the windows were grouped by; any other column of both tables, such as a weekday, names no series.
     */
    private static Predicate<DataColumnSpec> isSeriesOf(DataTableSpec series) {
        return column -> ColumnMark.SERIES.isOn(column)
                && series.containsName(column.getName())
                && NAMES.test(series.getColumnSpec(column.getName()));
    }

    private boolean isChosen(DataColumnSpec column) {
        return List.of(predictionColumn, originColumn, stepColumn, targetColumn, timeColumn)
                .contains(column.getName());
    }

    private static Predicate<DataColumnSpec> startsWith(String name) {
        return column -> column.getName().startsWith(name);
    }

    private static Predicate<DataColumnSpec> isPrediction(DataTableSpec forecasts) {
        return NUMBERS.and(column -> (PredictedColumn.of(column).isPresent()
                        || PredictionName.of(column.getName()).isPresent())
                && !QuantileColumns.isQuantile(forecasts, column));
    }

    private static boolean isEmpty(String name) {
        return name == null || name.isEmpty();
    }

    @Override
    public void validate() throws InvalidSettingsException {
        if (seasonalPeriod < 1) {
            throw Failures.invalid(
                    "Time steps per period: %d is less than 1.".formatted(seasonalPeriod),
                    "Enter 1 or a greater number.");
        }
    }

    static final class SeveralReference implements BooleanReference {}

    static final class TimesReference implements BooleanReference {}

    static final class SeasonalityReference implements ParameterReference<Seasonality> {}

    static final class IsCustom extends ShownWhen<Seasonality> {
        IsCustom() {
            super(SeasonalityReference.class, Seasonality.CUSTOM);
        }
    }

    /** Offers the columns of the forecasts that can tell origins. */
    static final class TimesOfForecasts extends CompatibleColumnsProvider {
        TimesOfForecasts() {
            super(List.of(DataValue.class));
        }

        @Override
        public boolean isIncluded(DataColumnSpec column) {
            return TimeCells.FITTING.test(column);
        }
    }

    /** Offers the columns of the forecasts that can count. */
    static final class IntegerColumns extends CompatibleColumnsProvider {
        IntegerColumns() {
            super(List.of(LongValue.class));
        }
    }

    /** Offers columns of the series table, which is the second input. */
    abstract static class ColumnsOfSeries extends CompatibleColumnsProvider {
        @SafeVarargs
        @SuppressWarnings("varargs") // the array is only read
        ColumnsOfSeries(Class<? extends DataValue>... types) {
            super(List.of(types));
        }

        @Override
        public int getInputTableIndex() {
            return 1;
        }
    }

    static final class TimesOfSeries extends ColumnsOfSeries {
        TimesOfSeries() {
            super(DataValue.class);
        }

        @Override
        public boolean isIncluded(DataColumnSpec column) {
            return TimeCells.FITTING.test(column);
        }
    }

    static final class NumbersOfSeries extends ColumnsOfSeries {
        NumbersOfSeries() {
            super(DoubleValue.class);
        }
    }

    static final class NamesOfSeries extends ColumnsOfSeries {
        NamesOfSeries() {
            super(NominalValue.class, LongValue.class);
        }
    }
}
