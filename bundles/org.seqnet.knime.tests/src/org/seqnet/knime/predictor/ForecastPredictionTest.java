package org.seqnet.knime.predictor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.seqnet.knime.Tables.row;
import static org.seqnet.knime.Tables.string;
import static org.seqnet.knime.Tables.strings;
import static org.seqnet.knime.Tables.table;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.collection.ListCell;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.node.BufferedDataTable;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Forecast;
import org.seqnet.engine.network.Normalization;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.network.Standard;
import org.seqnet.engine.network.ValueLoss;
import org.seqnet.engine.network.Values;
import org.seqnet.engine.sequence.ForecastWindows;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.sequence.TimeStep;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.tensor.Tensor;
import org.seqnet.knime.NodeRun;
import org.seqnet.knime.Tables;
import org.seqnet.knime.label.PredictedColumn;
import org.seqnet.knime.learner.Trainings;
import org.seqnet.knime.network.HeadKind;
import org.seqnet.knime.network.NetworkPortObject;
import org.seqnet.knime.network.NetworkPortObjectSpec;
import org.seqnet.knime.tensor.TargetSpec;
import org.seqnet.knime.tensor.TensorCell;
import org.seqnet.knime.tensor.TensorColumn;

/** What the predictor makes of networks that forecast. */
class ForecastPredictionTest {
    private static final SequenceShape SHAPE = SequenceShape.ofAnyLength(1);
    private static final Recurrent UNIT = new Recurrent(Cell.RNN_RELU, 1, 1, 0, 0);
    private static final DataCell MISSING = DataType.getMissingCell();
    private static final ValueLoss QUANTILES = new ValueLoss.Quantiles(List.of(0.1, 0.5, 0.9));
    private static final TimeStep MONTH = TimeStep.parse("1 month (day 31)").orElseThrow();

    private final NetworkPredictorParameters parameters = new NetworkPredictorParameters();

    /**
     * Returns a network whose unit adds up what it reads, h. Its outputs, step after step, in it target after target
     * and level after level, are h + 0, h + 1, h + 2 and so on.
     */
    private static NetworkPortObject network(ValueLoss loss, int members, int horizon, String... targets) {
        var forecast = new Forecast(
                horizon,
                false,
                List.of(targets.length == 1 ? 0 : 1, 0).subList(0, targets.length),
                List.of(),
                Normalization.NONE);
        var head = new Values(Collections.nCopies(targets.length, Standard.NONE), loss, Optional.of(forecast));
        int features = targets.length;
        int own = features + 2 + 2 * head.outputs();
        var numbers = new float[members * own];
        for (int member = 0; member < members; member++) {
            int first = member * own;
            Arrays.fill(numbers, first, first + features + 1, 1);
            for (int output = 0; output < head.outputs(); output++) {
                numbers[first + features + 2 + output] = 1;
                numbers[first + features + 2 + head.outputs() + output] = output;
            }
        }
        return new NetworkPortObject(
                Trainings.of(
                        new Architecture(UNIT, head, members),
                        SequenceShape.ofAnyLength(features),
                        LabelDomain.of(targets),
                        numbers),
                targets[0]);
    }

    private static DataColumnSpec target(Optional<TimeStep> step, int horizon, String... names) {
        var features = IntStream.range(0, names.length).boxed().toList();
        return TargetSpec.spec(
                "Target", new ForecastWindows(horizon, List.of(names), features, List.of()), step, "Origin (#1)");
    }

    private static DataTableSpec spec(DataType origin, DataColumnSpec target) {
        return new DataTableSpec(
                strings("shop"),
                TensorColumn.ofSequences("sequence", Optional.empty()),
                new DataColumnSpecCreator("Origin (#1)", origin).createSpec(),
                target,
                strings("town"));
    }

    private static DataCell targets(int width, double... values) {
        return new TensorCell(Tensor.ofDoubles(Shape.of(values.length / width, width), values));
    }

    private static DataCell sequence(float... values) {
        return Tables.floats(Shape.of(values.length, 1), values);
    }

    private static BufferedDataTable windows() {
        return table(
                spec(strings("any").getType(), target(Optional.of(MONTH), 2, "sales")),
                row(string("a"), sequence(1, 2), string("2026-01-31"), targets(1, 3.5, Double.NaN), string("Ulm")),
                row(string("b"), MISSING, string("2026-11-30"), MISSING, string("Bonn")),
                row(string("b"), sequence(5, 5), MISSING, MISSING, MISSING));
    }

    private NodeRun run(NetworkPortObject network, BufferedDataTable table) throws Exception {
        var configured = NodeRun.configuring(parameters, network.getSpec(), table.getDataTableSpec());
        NetworkPredictorNodeFactory.configure(configured, configured);
        var run = NodeRun.executing(parameters, network, table);
        NetworkPredictorNodeFactory.execute(run, run);
        assertThat(run.table(0).getDataTableSpec().equalStructure(configured.tableSpec(0)))
                .isTrue();
        return run;
    }

    @Test
    void columns_tell_what_they_predict_whatever_they_are_called() throws Exception {
        parameters.probabilitySuffix = "_gru";
        parameters.changePredictionColumn = true;
        parameters.predictionColumn = "forecast";
        var levels = new ValueLoss.Quantiles(List.of(1e-4, 0.5));
        var spec = run(network(levels, 1, 2, "sales"), windows()).table(0).getDataTableSpec();

        assertThat(PredictedColumn.of(spec.getColumnSpec("Prediction (sales, 0.0001)_gru")))
                .contains(new PredictedColumn("sales", "forecast", OptionalDouble.of(1e-4)));
        assertThat(PredictedColumn.of(spec.getColumnSpec("forecast")))
                .contains(new PredictedColumn("sales", "forecast", OptionalDouble.empty()));
        assertThat(PredictedColumn.of(spec.getColumnSpec("sales"))).isEmpty();
    }

    @Test
    void rows_per_step_continue_each_series_with_dates() throws Exception {
        var run = run(network(QUANTILES, 1, 2, "sales"), windows());

        var output = run.table(0);
        assertThat(output.getDataTableSpec().getColumnNames())
                .containsExactly(
                        "shop",
                        "town",
                        "Origin",
                        "Forecast time",
                        "Step",
                        "sales",
                        "Prediction (sales, 0.1)",
                        "Prediction (sales, 0.5)",
                        "Prediction (sales, 0.9)",
                        "Prediction (sales)");
        assertThat(Tables.keys(output)).containsExactly("Row0_1", "Row0_2", "Row1_1", "Row1_2", "Row2_1", "Row2_2");
        assertThat(Tables.column(output, "shop")).containsExactly("a", "a", "b", "b", "b", "b");
        assertThat(Tables.column(output, "town")).containsExactly("Ulm", "Ulm", "Bonn", "Bonn", "?", "?");
        assertThat(Tables.column(output, "Origin"))
                .containsExactly("2026-01-31", "2026-01-31", "2026-11-30", "2026-11-30", "?", "?");
        assertThat(Tables.column(output, "Forecast time"))
                .containsExactly("2026-02-28", "2026-03-31", "2026-12-31", "2027-01-31", "?", "?");
        assertThat(Tables.column(output, "Step")).containsExactly("1", "2", "1", "2", "1", "2");
        assertThat(Tables.column(output, "sales")).containsExactly("3.5", "?", "?", "?", "?", "?");
        // h is 3, and 10; outputs 0 to 2 are of step 1
        assertThat(Tables.column(output, "Prediction (sales, 0.1)"))
                .containsExactly("3.0", "6.0", "?", "?", "10.0", "13.0");
        assertThat(Tables.column(output, "Prediction (sales, 0.5)"))
                .containsExactly("4.0", "7.0", "?", "?", "11.0", "14.0");
        assertThat(Tables.column(output, "Prediction (sales, 0.9)"))
                .containsExactly("5.0", "8.0", "?", "?", "12.0", "15.0");
        assertThat(Tables.column(output, "Prediction (sales)"))
                .isEqualTo(Tables.column(output, "Prediction (sales, 0.5)"));
        assertThat(run.warning()).contains("1 of 3 rows have no prediction because the sequence is missing.");
    }

    @Test
    void lists_are_appended_to_the_windows() throws Exception {
        parameters.forecastOutput = ForecastOutput.LISTS;
        var output = run(network(QUANTILES, 1, 2, "sales"), windows()).table(0);

        assertThat(output.getDataTableSpec().getColumnNames())
                .containsExactly(
                        "shop",
                        "sequence",
                        "Origin (#1)",
                        "Target",
                        "town",
                        "Prediction (sales, 0.1)",
                        "Prediction (sales, 0.5)",
                        "Prediction (sales, 0.9)",
                        "Prediction (sales)");
        assertThat(output.getDataTableSpec().getColumnSpec("Prediction (sales)").getType())
                .isEqualTo(ListCell.getCollectionType(DoubleCell.TYPE));
        assertThat(Tables.column(output, "Prediction (sales, 0.9)")).containsExactly("[5.0, 8.0]", "?", "[12.0, 15.0]");
        assertThat(Tables.column(output, "Prediction (sales)")).containsExactly("[4.0, 7.0]", "?", "[11.0, 14.0]");
    }

    @Test
    void several_targets_have_columns_of_their_own() throws Exception {
        var spec = new DataTableSpec(
                TensorColumn.ofSequences("sequence", Optional.empty()),
                new DataColumnSpecCreator("Origin (#1)", LongCell.TYPE).createSpec(),
                target(Optional.of(TimeStep.parse("1").orElseThrow()), 2, "sales", "price"));
        var output = run(
                        network(ValueLoss.SQUARED, 1, 2, "sales", "price"),
                        table(spec, row(Tables.floats(Shape.of(1, 2), 1, 2), new LongCell(7), targets(2, 1, 2, 3, 4))))
                .table(0);

        assertThat(output.getDataTableSpec().getColumnNames())
                .containsExactly(
                        "Origin",
                        "Forecast time",
                        "Step",
                        "sales",
                        "price",
                        "Prediction (sales)",
                        "Prediction (price)");
        assertThat(Tables.rows(output).get(1))
                .extracting(Object::toString)
                .containsExactly("7", "9", "2", "3.0", "4.0", "5.0", "6.0");
        assertThat(output.getDataTableSpec().getColumnSpec("Forecast time").getType())
                .isEqualTo(LongCell.TYPE);
    }

    @Test
    void without_a_time_step_forecast_times_are_missing() throws Exception {
        var table = table(
                spec(IntCell.TYPE, target(Optional.empty(), 2, "sales")),
                row(string("a"), sequence(1), new IntCell(3), MISSING, string("Ulm")));

        var output = run(network(ValueLoss.SQUARED, 1, 2, "sales"), table).table(0);

        assertThat(Tables.column(output, "Origin")).containsExactly("3", "3");
        assertThat(Tables.column(output, "Forecast time")).containsExactly("?", "?");
        assertThat(Tables.column(output, "Prediction (sales)")).containsExactly("1.0", "2.0");
    }

    @Test
    void without_origins_and_targets_rows_have_their_steps_alone() throws Exception {
        var spec = new DataTableSpec(
                strings("Step"), TensorColumn.ofSequences("sequence", Optional.empty()), strings("sales"));
        var output = run(
                        network(ValueLoss.SQUARED, 1, 2, "sales"),
                        table(spec, row(string("left"), sequence(1), string("not actual"))))
                .table(0);

        assertThat(output.getDataTableSpec().getColumnNames())
                .containsExactly("Step", "Step (#1)", "Prediction (sales)");
        assertThat(Tables.column(output, "Step (#1)")).containsExactly("1", "2");
    }

    @Test
    void targets_of_another_forecast_are_no_actual_values() throws Exception {
        var table = table(
                spec(IntCell.TYPE, target(Optional.empty(), 3, "sales")),
                row(string("a"), sequence(1), new IntCell(3), targets(1, 1, 2, 3), string("Ulm")));

        var output = run(network(ValueLoss.SQUARED, 1, 2, "sales"), table).table(0);

        assertThat(output.getDataTableSpec().containsName("sales")).isFalse();
    }

    @Test
    void many_windows_are_forecast_in_parts() throws Exception {
        var cells = row(string("a"), sequence(1), new IntCell(3), MISSING, string("Ulm"));
        var rows = IntStream.range(0, 5).mapToObj(n -> cells).toArray(DataCell[][]::new);
        var output = run(
                        network(ValueLoss.SQUARED, 1, 90_000, "sales"),
                        table(spec(IntCell.TYPE, target(Optional.empty(), 90_000, "sales")), rows))
                .table(0);

        assertThat(output.size()).isEqualTo(450_000);
        assertThat(Tables.rows(output).get(449_999).getCell(6)).hasToString("90000.0");
    }

    @Test
    void no_uncertainty_is_appended() throws Exception {
        parameters.appendUncertainty = true;
        var run = run(network(ValueLoss.SQUARED, 2, 2, "sales"), windows());

        assertThat(run.warning())
                .contains("No uncertainty column is appended to forecasts.\n"
                        + "1 of 3 rows have no prediction because the sequence is missing.");
        assertThat(Tables.column(run.table(0), "Prediction (sales)"))
                .containsExactly("3.0", "4.0", "?", "?", "10.0", "11.0");
    }

    @Test
    void the_output_of_a_network_that_is_yet_to_be_trained_is_known() throws Exception {
        for (var output : ForecastOutput.values()) {
            parameters.forecastOutput = output;
            var trained = network(QUANTILES, 1, 2, "sales");
            var kind = HeadKind.values(
                    QUANTILES, Optional.of(new Forecast(2, false, List.of(0), List.of(), Normalization.NONE)));
            var spec = new NetworkPortObjectSpec(
                    UNIT, kind, "sales", Optional.of(SHAPE), Optional.of(LabelDomain.of("sales")));

            var known = NodeRun.configuring(parameters, spec, windows().getDataTableSpec());
            NetworkPredictorNodeFactory.configure(known, known);

            assertThat(known.tableSpec(0)
                            .equalStructure(run(trained, windows()).table(0).getDataTableSpec()))
                    .isTrue();
        }
    }
}
