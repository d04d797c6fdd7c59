package org.seqnet.knime.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;
import static org.seqnet.knime.Tables.row;
import static org.seqnet.knime.Tables.string;
import static org.seqnet.knime.Tables.table;
import static org.seqnet.knime.backtest.ForecastData.column;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.seqnet.knime.Tables;
import org.seqnet.knime.label.PredictedColumn;

class ForecastScorerTest {
    private static final DataCell MISSING = DataType.getMissingCell();
    private static final DataTableSpec FORECASTS = new DataTableSpec(
            column("Origin", IntCell.TYPE),
            column("Step", IntCell.TYPE),
            column("Prediction (x, 0.1)", DoubleCell.TYPE),
            column("Prediction (x, 0.9)", DoubleCell.TYPE),
            column("Prediction (x)", DoubleCell.TYPE));
    private static final DataTableSpec SERIES =
            new DataTableSpec(column("t", IntCell.TYPE), column("x", DoubleCell.TYPE));

    private final ForecastScorerParameters parameters = new ForecastScorerParameters();

    private static DataCell number(double value) {
        return Double.isNaN(value) ? MISSING : new DoubleCell(value);
    }

    /** Returns a forecast of a step, with a band of 1 below and 2 above. */
    private static DataCell[] forecast(int origin, int step, double value) {
        return row(new IntCell(origin), new IntCell(step), number(value - 1), number(value + 2), number(value));
    }

    /** Returns values at the times 1, 2 and so on; NaN is a missing cell. */
    private static BufferedDataTable series(double... values) {
        var rows = new DataCell[values.length][];
        Arrays.setAll(rows, i -> row(new IntCell(i + 1), number(values[i])));
        return table(SERIES, rows);
    }

    private ForecastScore score(BufferedDataTable forecasts, BufferedDataTable series) throws Exception {
        return ForecastData.score(forecasts, series, parameters);
    }

    private static double[] doubles(BufferedDataTable table, String column) {
        return Tables.column(table, column).stream()
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    @Test
    void measures_are_those_computed_by_hand() throws Exception {
        var score = score(table(FORECASTS, forecast(4, 1, 13), forecast(4, 2, 14)), series(10, 12, 11, 13, 14, 12));
        var measures = ErrorTables.of(score, Tables.execution())[0];

        assertThat(measures.getDataTableSpec().getColumnNames())
                .containsExactly(
                        "Method",
                        "Forecasts",
                        "Values",
                        "MAE",
                        "RMSE",
                        "MASE",
                        "sMAPE",
                        "WAPE",
                        "Pinball loss",
                        "Coverage");
        assertThat(Tables.keys(measures))
                .containsExactly("Network", "Naive", "Seasonal naive", "Exponential smoothing");
        assertThat(Tables.column(measures, "Method")).isEqualTo(Tables.keys(measures));
        assertThat(Tables.column(measures, "Forecasts")).containsOnly("1");
        assertThat(Tables.column(measures, "Values")).containsOnly("2");
        // errors of the network: 14 - 13 and 12 - 14; of naive, which says 13: 1 and -1
        assertThat(Arrays.copyOf(doubles(measures, "MAE"), 2)).containsExactly(1.5, 1);
        assertThat(Arrays.copyOf(doubles(measures, "RMSE"), 2)).containsExactly(Math.sqrt(2.5), 1);
        // differences of neighbors up to the origin: 2, 1 and 2
        assertThat(Arrays.copyOf(doubles(measures, "MASE"), 2)).containsExactly(new double[] {0.9, 0.6}, within(1e-15));
        assertThat(doubles(measures, "sMAPE")[0]).isCloseTo((2 / 27.0 + 4 / 26.0) / 2, within(1e-15));
        assertThat(doubles(measures, "WAPE")[0]).isEqualTo(3 / 26.0);
        // 14 lies in 12 to 15, 12 not in 13 to 16
        assertThat(doubles(measures, "Coverage")[0]).isEqualTo(0.5);
        // level 0.1: 0.1 x 2 and 0.9 x 1; level 0.9: 0.1 x 1 and 0.1 x 4
        assertThat(doubles(measures, "Pinball loss")[0]).isCloseTo((0.2 + 0.9 + 0.1 + 0.4) / 4, within(1e-15));
        assertThat(score.warning()).isEmpty();
    }

    @Test
    void errors_are_told_by_step_and_by_series() throws Exception {
        var spec = new DataTableSpec(
                ForecastData.seriesColumn("store"),
                column("Origin", IntCell.TYPE),
                column("Step", IntCell.TYPE),
                column("Prediction (x)", DoubleCell.TYPE));
        var forecasts = table(
                spec,
                row(string("a"), new IntCell(2), new IntCell(1), number(4)),
                row(string("a"), new IntCell(2), new IntCell(2), number(4)),
                row(string("b"), new IntCell(2), new IntCell(1), number(8)));
        var series = table(
                new DataTableSpec(
                        column("store", StringCell.TYPE), column("t", IntCell.TYPE), column("x", DoubleCell.TYPE)),
                row(string("b"), new IntCell(1), number(7)),
                row(string("a"), new IntCell(2), number(1)),
                row(string("a"), new IntCell(1), number(0)),
                row(MISSING, new IntCell(1), number(100)),
                row(string("b"), new IntCell(2), number(8)),
                row(string("a"), new IntCell(3), number(3)),
                row(string("a"), new IntCell(4), number(6)),
                row(string("b"), new IntCell(3), number(4)));
        var tables = ErrorTables.of(score(forecasts, series), Tables.execution());

        assertThat(parameters.severalSeries).isTrue();
        assertThat(Tables.keys(tables[1])).startsWith("Network_1", "Network_2", "Naive_1", "Naive_2");
        assertThat(Tables.column(tables[1], "Step")).startsWith("1", "2", "1", "2");
        assertThat(Arrays.copyOf(doubles(tables[1], "MAE"), 4)).containsExactly(2.5, 2, 3, 5);
        assertThat(Tables.column(tables[1], "Values")).startsWith("2", "1", "2", "1");
        assertThat(Tables.keys(tables[2])).startsWith("Row0", "Row1").hasSize(8);
        assertThat(Tables.column(tables[2], "Series")).containsExactly("a", "a", "a", "a", "b", "b", "b", "b");
        assertThat(Tables.column(tables[2], "Method")).startsWith("Network", "Naive");
        assertThat(doubles(tables[2], "MAE")[0]).isEqualTo(1.5);
        assertThat(doubles(tables[2], "MAE")[4]).isEqualTo(4);
        assertThat(Tables.column(tables[2], "Coverage")).containsOnly("?");
        for (int i = 0; i < 3; i++) {
            assertThat(tables[i].getDataTableSpec().equalStructure(ErrorTables.specs()[i]))
                    .isTrue();
        }
    }

    /** Returns forecasts with their actual values. */
    private static BufferedDataTable complete() {
        var spec = new DataTableSpec(
                column("Origin", IntCell.TYPE),
                column("Step", IntCell.TYPE),
                column("x", DoubleCell.TYPE),
                column("Prediction (x)", DoubleCell.TYPE));
        return table(
                spec,
                row(new IntCell(8), new IntCell(1), number(5), number(4)),
                row(new IntCell(8), new IntCell(2), number(3), number(4)));
    }

    @Test
    void baselines_know_nothing_behind_the_origin() throws Exception {
        var known = new double[] {3, 5, 2, 6, 3, 7, 2, 5};
        var honest = score(complete(), series(known));
        var longer = Arrays.copyOf(known, 12);
        for (double corrupt : new double[] {0, 1e9, -7, Double.NaN}) {
            longer[8] = 5;
            longer[9] = 3;
            Arrays.fill(longer, Double.isNaN(corrupt) ? 8 : 10, 12, corrupt);
            var corrupted = score(complete(), series(longer));

            assertThat(ForecastView.of(corrupted, parameters))
                    .hasToString(ForecastView.of(honest, parameters).toString());
            for (int i = 0; i < 3; i++) {
                assertThat(Tables.rows(ErrorTables.of(corrupted, Tables.execution())[i]))
                        .hasToString(Tables.rows(ErrorTables.of(honest, Tables.execution())[i])
                                .toString());
            }
        }
    }

    @Test
    void the_table_of_the_series_tells_actual_values_that_the_forecasts_do_not() throws Exception {
        var series = series(3, 5, 2, 6, 3, 7, 2, 5, 5, 3);
        var forecasts = table(
                new DataTableSpec(
                        column("Origin", IntCell.TYPE),
                        column("Step", IntCell.TYPE),
                        column("Prediction (x)", DoubleCell.TYPE)),
                row(new IntCell(8), new IntCell(1), number(4)),
                row(new IntCell(8), new IntCell(2), number(4)));
        var ofForecasts = ForecastView.of(score(complete(), series), parameters).toString();

        assertThat(ForecastView.of(score(forecasts, series), parameters)).hasToString(ofForecasts);
    }

    @Test
    void rows_in_another_order_change_nothing_but_the_order_of_series() throws Exception {
        var values = series(10, 12, 11, 13, 14, 12);
        var forward = score(table(FORECASTS, forecast(4, 1, 13), forecast(4, 2, 14)), values);
        var rows = Tables.rows(values);
        var backward = table(
                SERIES,
                rows.stream()
                        .sorted((one, other) -> Long.compare(
                                ((IntCell) other.getCell(0)).getIntValue(), ((IntCell) one.getCell(0)).getIntValue()))
                        .map(each -> row(each.getCell(0), each.getCell(1)))
                        .toArray(DataCell[][]::new));

        assertThat(ForecastView.of(
                        score(table(FORECASTS, forecast(4, 2, 14), forecast(4, 1, 13)), backward), parameters))
                .hasToString(ForecastView.of(forward, parameters).toString());
    }

    @Test
    void steps_without_a_row_are_missing_values() throws Exception {
        var forecasts = table(FORECASTS, forecast(5, 1, 13));
        var withGap = table(
                SERIES,
                row(new IntCell(1), number(10)),
                row(new IntCell(2), number(12)),
                row(new IntCell(3), number(15)),
                row(new IntCell(5), number(13)),
                row(new IntCell(6), number(14)));
        parameters.seasonality = Seasonality.CUSTOM;
        parameters.seasonalPeriod = 2;
        var gap = score(forecasts, withGap);

        assertThat(ForecastView.of(score(forecasts, series(10, 12, 15, Double.NaN, 13, 14)), parameters))
                .hasToString(ForecastView.of(gap, parameters).toString());
        // values two steps apart: 15 - 10 and 13 - 15
        assertThat(gap.test().forecasts().overall().mase()).hasValue(1 / 3.5);
    }

    @Test
    void origins_may_be_row_numbers_within_their_series() throws Exception {
        parameters.hasTimes = false;
        parameters.severalSeries = true;
        parameters.predictionColumn = "Prediction (x)";
        parameters.targetColumn = "x";
        parameters.seriesColumn = "store";
        var forecasts = table(
                new DataTableSpec(
                        column("store", StringCell.TYPE),
                        column("Origin", LongCell.TYPE),
                        column("Step", IntCell.TYPE),
                        column("Prediction (x)", DoubleCell.TYPE)),
                row(string("b"), new LongCell(2), new IntCell(1), number(8)));
        var series = table(
                new DataTableSpec(column("store", StringCell.TYPE), column("x", DoubleCell.TYPE)),
                row(string("a"), number(1)),
                row(string("b"), number(7)),
                row(string("a"), number(2)),
                row(string("b"), number(9)),
                row(string("b"), number(4)));

        var score = score(forecasts, series);

        assertThat(score.test().forecasts().overall().mae()).hasValue(4);
        assertThat(score.methods().get(1).errors().overall().mae()).hasValue(5);
        assertThat(score.period()).isEqualTo(1);
    }

    @Test
    void forecasts_of_unknown_values_are_shown_without_measures() throws Exception {
        var score = score(table(FORECASTS, forecast(4, 1, 13), forecast(4, 2, 14)), series(10, 12, 11, 13));

        assertThat(score.warning())
                .contains("No actual value of the forecasts is known, so there are no measures. The view shows the "
                        + "forecasts.");
        assertThat(Tables.column(ErrorTables.of(score, Tables.execution())[0], "MASE"))
                .containsOnly("?");
        assertThat(ForecastScorerNodeModel.variables(score, parameters)).containsEntry("MASE", Double.NaN);
        assertThat(ForecastScorerNodeModel.line(score))
                .isEqualTo("MASE  network unknown  naive unknown  seasonal naive unknown  "
                        + "exponential smoothing unknown");
    }

    @Test
    void values_that_are_not_scored_are_counted() throws Exception {
        var score = score(
                table(
                        FORECASTS,
                        forecast(2, 1, 13),
                        forecast(2, 2, Double.NaN),
                        forecast(2, 3, 14),
                        forecast(2, 4, 14)),
                series(10, 10, 11, 13, 14));

        assertThat(score.warning())
                .contains("1 of 4 rows have no forecast and are not scored.\n"
                        + "The actual values of 1 of 4 rows are not known; these rows are not scored.\n"
                        + "MASE leaves out 2 of 2 values because the history up to the origin is constant or not "
                        + "longer than the seasonal period of 1.");
    }

    @Test
    void no_forecasts_give_missing_measures() throws Exception {
        var tables = ErrorTables.of(score(table(FORECASTS), series(1, 2)), Tables.execution());

        assertThat(Tables.column(tables[0], "MAE")).hasSize(4).containsOnly("?");
        assertThat(Tables.rows(tables[1])).isEmpty();
        assertThat(Tables.rows(tables[2])).isEmpty();
    }

    @Test
    void measures_are_flow_variables_and_a_line_of_the_log() throws Exception {
        parameters.flowVariablePrefix = "test ";
        var score = score(table(FORECASTS, forecast(4, 1, 13), forecast(4, 2, 14)), series(10, 12, 11, 13, 14, 12));

        assertThat(ForecastScorerNodeModel.variables(score, parameters))
                .containsOnlyKeys(
                        "test MAE",
                        "test RMSE",
                        "test MASE",
                        "test sMAPE",
                        "test WAPE",
                        "test Pinball loss",
                        "test Coverage")
                .contains(entry("test MAE", 1.5), entry("test Coverage", 0.5));
        assertThat(ForecastScorerNodeModel.line(score))
                .startsWith("MASE  network 0.9000  naive 0.6000  seasonal naive 0.6000  exponential smoothing 0.6000");
    }

    @Test
    void the_period_follows_from_the_time_step_unless_it_is_set() throws Exception {
        var data = new ForecastData(List.of("a"), 200, 4, 2);

        assertThat(score(data.forecasts(), data.series()).period()).isEqualTo(48);
        parameters.seasonality = Seasonality.CUSTOM;
        parameters.seasonalPeriod = 12;
        assertThat(score(data.forecasts(), data.series()).period()).isEqualTo(12);
    }

    private static DataColumnSpec predicted(String name, OptionalDouble level) {
        return new PredictedColumn("x", "Prediction (x)", level).on(column(name, DoubleCell.TYPE));
    }

    @Test
    void quantiles_of_the_predictor_are_found_whatever_they_are_called() throws Exception {
        var spec = new DataTableSpec(
                column("Origin", IntCell.TYPE),
                column("Step", IntCell.TYPE),
                predicted("low (#1)", OptionalDouble.of(1e-4)),
                predicted("Prediction (x, 0.9)_gru", OptionalDouble.of(0.9)),
                predicted("my forecast", OptionalDouble.empty()));
        var score = score(table(spec, forecast(4, 1, 13), forecast(4, 2, 14)), series(10, 12, 11, 13, 14, 12));

        assertThat(parameters.predictionColumn).isEqualTo("my forecast");
        assertThat(parameters.targetColumn).isEqualTo("x");
        assertThat(score.quantiles().levels()).containsExactly(1e-4, 0.9);
        assertThat(score.test().forecasts().overall().coverage()).hasValue(0.5);
        assertThat(score.warning()).isEmpty();
    }

    @Test
    void of_two_quantiles_of_a_level_the_nearest_belongs_to_the_prediction() {
        var spec = new DataTableSpec(
                predicted("a low", OptionalDouble.of(0.1)),
                predicted("a", OptionalDouble.empty()),
                predicted("b high", OptionalDouble.of(0.9)),
                predicted("b low", OptionalDouble.of(0.1)),
                predicted("b", OptionalDouble.empty()));

        assertThat(QuantileColumns.of(spec, "b").columns())
                .containsExactly(
                        new QuantileColumns.QuantileColumn(0.1, 3), new QuantileColumns.QuantileColumn(0.9, 2));
    }

    @Test
    void quantiles_of_no_known_prediction_are_not_left_out_silently() throws Exception {
        var spec = new DataTableSpec(
                column("Origin", IntCell.TYPE),
                column("Step", IntCell.TYPE),
                column("Prediction (x, 0.1)_gru", DoubleCell.TYPE),
                column("Prediction (x, 0.9)_gru", DoubleCell.TYPE),
                column("Prediction (x)", DoubleCell.TYPE));
        var score = score(table(spec, forecast(4, 1, 13), forecast(4, 2, 14)), series(10, 12, 11, 13, 14, 12));

        assertThat(score.warning())
                .contains(
                        "Column 'Prediction (x, 0.1)_gru' appears to contain quantiles, but not of column 'Prediction "
                                + "(x)'; pinball loss and coverage are missing. Select the prediction column that "
                                + "belongs to "
                                + "the quantiles, or name them like \"Prediction (demand, 0.1)\".");
    }
}
