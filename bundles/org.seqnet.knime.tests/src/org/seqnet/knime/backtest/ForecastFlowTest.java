package org.seqnet.knime.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.seqnet.knime.Refusals.assertInvalid;
import static org.seqnet.knime.Tables.row;
import static org.seqnet.knime.Tables.string;
import static org.seqnet.knime.Tables.strings;
import static org.seqnet.knime.Tables.table;
import static org.seqnet.knime.backtest.ForecastData.column;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.node.parameters.NodeParameters;
import org.seqnet.knime.Tables;
import org.seqnet.knime.learner.ForecastLearning;
import org.seqnet.knime.learner.LearnerRun;
import org.seqnet.knime.network.NetworkPortObject;
import org.seqnet.knime.predictor.PredictorRun;
import org.seqnet.knime.sequence.SeriesWindows;

/** From a table of series to scores of forecasts, through all nodes between. */
class ForecastFlowTest {
    private static final DataTableSpec SPEC = new DataTableSpec(
            strings("shop"), strings("day"), column("sales", DoubleCell.TYPE), column("holiday", IntCell.TYPE));
    private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);
    private static final double[] WEEK = {-4, -3, 0, 1, 2, 6, -2};
    private static final int DAYS = 126;
    private static final int HORIZON = SeriesWindows.HORIZON;
    /** The first day that is not known to the first test origin. */
    private static final int FIRST_TESTED = DAYS - SeriesWindows.ORIGINS * HORIZON;

    private static final DataCell MISSING = DataType.getMissingCell();

    /** Returns three shops with their level, trend and week; holidays, planned for another week, halve the sales. */
    private static BufferedDataTable series() {
        return series(DAYS);
    }

    /** Returns the same series with other values from a day on. */
    private static BufferedDataTable series(int corrupted) {
        var random = new Random(7);
        var noise = new Random(8);
        var rows = new ArrayList<DataCell[]>();
        for (int day = 0; day < DAYS + HORIZON; day++) {
            for (int shop = 0; shop < 3; shop++) {
                boolean isHoliday = random.nextInt(6) == 0;
                double sales = (20 + 8 * shop + 0.05 * day + (1 + 0.2 * shop) * WEEK[day % 7]) * (isHoliday ? 0.5 : 1)
                        + 0.5 * random.nextGaussian();
                rows.add(row(
                        string("shop " + shop),
                        string(FIRST.plusDays(day).toString()),
                        day >= DAYS ? MISSING : new DoubleCell(day >= corrupted ? 1e6 * noise.nextGaussian() : sales),
                        new IntCell(isHoliday ? 1 : 0)));
            }
        }
        return table(SPEC, rows.toArray(DataCell[][]::new));
    }

    private static BufferedDataTable windows(BufferedDataTable series, String windows) throws Exception {
        return SeriesWindows.of(series, windows, HORIZON, "holiday");
    }

    private static NetworkPortObject trained(NodeParameters learner, BufferedDataTable series) throws Exception {
        return (NetworkPortObject)
                LearnerRun.of(learner, windows(series, "TRAINING")).object(0);
    }

    private static NodeParameters learner(String strategy, String normalization, int epochs) {
        return strategy.equals("DIRECT")
                ? ForecastLearning.direct(normalization, epochs)
                : ForecastLearning.recursive(normalization, epochs);
    }

    @ParameterizedTest
    @CsvSource({
        "DIRECT, WINDOW",
        "DIRECT, SEASON",
        "DIRECT, NONE",
        "RECURSIVE, WINDOW",
        "RECURSIVE, SEASON",
        "RECURSIVE, NONE"
    })
    void a_network_learns_what_seasonal_naive_cannot_know(String strategy, String normalization) throws Exception {
        var network = trained(learner(strategy, normalization, 25), series());
        var forecasts = PredictorRun.predicted(network, windows(series(), "TEST"));

        var parameters = new ForecastScorerParameters();
        parameters.chooseColumns(forecasts.getDataTableSpec(), SPEC);
        var score = ForecastData.score(forecasts, series(), parameters);
        var measures = ErrorTables.of(score, Tables.execution())[0];

        assertThat(forecasts.getDataTableSpec().getColumnNames())
                .containsExactly(
                        strategy.equals("DIRECT")
                                ? new String[] {
                                    "shop",
                                    "Origin",
                                    "Forecast time",
                                    "Step",
                                    "sales",
                                    "Prediction (sales, 0.1)",
                                    "Prediction (sales, 0.5)",
                                    "Prediction (sales, 0.9)",
                                    "Prediction (sales)"
                                }
                                : new String[] {"shop", "Origin", "Forecast time", "Step", "sales", "Prediction (sales)"
                                });
        assertThat(score.warning()).isEmpty();
        assertThat(score.period()).isEqualTo(7);
        assertThat(Tables.column(measures, "Forecasts")).containsOnly("6");
        assertThat(Tables.column(measures, "Values")).containsOnly("42");
        var mase = Tables.column(measures, "MASE").stream().map(Double::valueOf).toList();
        assertThat(mase.get(Tables.keys(measures).indexOf("Network")))
                .isLessThan(0.8 * mase.get(Tables.keys(measures).indexOf("Seasonal naive")));
    }

    @Test
    void forecasts_continue_each_series_with_dates_beyond_the_end_of_the_table() throws Exception {
        var network = trained(learner("DIRECT", "WINDOW", 2), series());

        var forecasts = PredictorRun.predicted(network, windows(series(), "END"));

        assertThat(Tables.column(forecasts, "Origin"))
                .hasSize(3 * HORIZON)
                .containsOnly(FIRST.plusDays(DAYS - 1).toString());
        assertThat(Tables.column(forecasts, "Forecast time").subList(0, HORIZON))
                .isEqualTo(IntStream.range(0, HORIZON)
                        .mapToObj(step -> FIRST.plusDays(DAYS + step).toString())
                        .toList());
        assertThat(Tables.column(forecasts, "sales")).containsOnly("?");
        assertThat(Tables.column(forecasts, "Prediction (sales)")).doesNotContain("?");
    }

    @ParameterizedTest
    @CsvSource({"DIRECT, WINDOW", "DIRECT, SEASON", "DIRECT, NONE", "RECURSIVE, SEASON"})
    void values_after_the_first_origin_change_nothing_of_its_forecasts(String strategy, String normalization)
            throws Exception {
        var learner = learner(strategy, normalization, 2);

        assertThat(firstForecasts(learner, series(FIRST_TESTED))).isEqualTo(firstForecasts(learner, series()));
    }

    /** Returns the forecasts from the first test origin of each series, as text. */
    private static List<List<String>> firstForecasts(NodeParameters learner, BufferedDataTable series)
            throws Exception {
        var forecasts = PredictorRun.predicted(trained(learner, series), windows(series, "TEST"));
        var origins = Tables.column(forecasts, "Origin");
        var first = FIRST.plusDays(FIRST_TESTED - 1L).toString();
        assertThat(origins).contains(first);
        int actual = forecasts.getDataTableSpec().findColumnIndex("sales");
        return Tables.rows(forecasts).stream()
                .filter(row -> row.getCell(1).toString().equals(first))
                .map(row -> IntStream.range(0, row.getNumCells())
                        .filter(cell -> cell != actual)
                        .mapToObj(cell -> row.getCell(cell).toString())
                        .toList())
                .toList();
    }

    @Test
    void windows_of_another_horizon_are_no_validation_table() throws Exception {
        var training = windows(series(), "TRAINING").getDataTableSpec();
        var shorter = SeriesWindows.of(series(), "TEST", 3, "holiday").getDataTableSpec();

        assertInvalid(
                () -> ForecastLearning.configured(learner("DIRECT", "NONE", 1), training, shorter),
                "Column 'sequence' of the validation table was prepared differently from that of the training table: "
                        + "Forecast: 3 steps ahead; targets: 0 \"sales\"; known: 1 (training table: 7 steps ahead; "
                        + "targets: 0 \"sales\"; known: 1).",
                "Prepare both tables in the same way, for example with copies of the same Sequence Reshaper.");
    }

    @Test
    void the_predictor_refuses_windows_of_another_horizon_or_with_other_columns() throws Exception {
        var training = SeriesWindows.of(series(), "TRAINING", HORIZON);
        var network = ForecastLearning.configured(learner("DIRECT", "NONE", 1), training.getDataTableSpec());
        var shorter = SeriesWindows.of(series(), "TEST", 3).getDataTableSpec();
        var knowing = windows(series(), "TEST").getDataTableSpec();

        assertInvalid(
                () -> PredictorRun.configured(network, shorter),
                "Column 'sequence' was prepared differently from the training sequences of the network: Forecast: 3 "
                        + "steps ahead; targets: 0 \"sales\"; known: none (network: 7 steps ahead; targets: 0 "
                        + "\"sales\"; known: none).",
                "Prepare the table like the training table, for example with a copy of its Sequence Reshaper.",
                "Or select another column.");
        assertInvalid(
                () -> PredictorRun.configured(network, knowing),
                "Column 'sequence' contains tensors of 21 x 3; the network expects sequences of 14 time steps x 1 "
                        + "feature.",
                "Reshape the table in the same way as the training table, or select another column.");
    }
}
