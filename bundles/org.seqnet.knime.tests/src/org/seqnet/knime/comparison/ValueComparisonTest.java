package org.seqnet.knime.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.seqnet.knime.Refusals.assertInvalid;
import static org.seqnet.knime.Tables.row;
import static org.seqnet.knime.Tables.table;

import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataTableSpecCreator;
import org.knime.core.data.DataType;
import org.knime.core.data.DoubleValue;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.webui.node.dialog.defaultdialog.NodeParametersUtil;
import org.seqnet.engine.metrics.SignedRankTest;
import org.seqnet.knime.NodeRun;
import org.seqnet.knime.Tables;
import org.seqnet.knime.learner.LearnerRun;
import org.seqnet.knime.learner.Levels;
import org.seqnet.knime.learner.Orders;
import org.seqnet.knime.network.NetworkPortObject;
import org.seqnet.knime.predictor.PredictorRun;

/** The Network Comparison of networks that predict values. */
class ValueComparisonTest {
    private static final BufferedDataTable TEST = Levels.rows(60, 9);

    private static NetworkPortObject good;
    private static NetworkPortObject bad;

    private final NetworkComparisonParameters parameters = new NetworkComparisonParameters();

    ValueComparisonTest() {
        parameters.turns = 1;
        parameters.labelColumn = "mean";
    }

    @BeforeAll
    static void train() throws Exception {
        good = Levels.trained(Levels.rows(60, 1), 60, "mean");
        bad = Levels.trained(Levels.rows(60, 1), 1, "mean");
    }

    private NodeRun execute(PortObject... inputs) throws Exception {
        var run = NodeRun.executing(parameters, inputs);
        NetworkComparisonNodeFactory.execute(run, run);
        return run;
    }

    private NodeRun configure(PortObjectSpec... specs) throws Exception {
        var run = NodeRun.configuring(parameters, specs);
        NetworkComparisonNodeFactory.configure(run, run);
        return run;
    }

    private static double number(BufferedDataTable table, int row, String column) {
        var cells = Tables.rows(table).get(row);
        return ((DoubleValue) cells.getCell(table.getDataTableSpec().findColumnIndex(column))).getDoubleValue();
    }

    /** Returns the error of each row, as the predictor's table gives it. */
    private static double[] errors(NetworkPortObject network, BufferedDataTable table) throws Exception {
        var predicted = PredictorRun.predicted(network, table);
        var errors = new double[(int) predicted.size()];
        for (int row = 0; row < errors.length; row++) {
            errors[row] = number(predicted, row, "Prediction (mean)") - number(predicted, row, "mean");
        }
        return errors;
    }

    @Test
    void each_network_is_a_row_with_its_errors() throws Exception {
        var run = execute(TEST, good, bad);

        var networks = run.table(0);
        assertThat(networks.getDataTableSpec().getColumnNames())
                .containsExactly(
                        "Network",
                        "Epochs",
                        "Training time (s)",
                        "Time per epoch (s)",
                        "Parameters",
                        "Operations per sequence",
                        "Training sequences/s",
                        "Predicted sequences/s",
                        "R2",
                        "MAE",
                        "RMSE");
        double[] errors = errors(good, TEST);
        double absolute = 0;
        double squared = 0;
        double mean = 0;
        for (int row = 0; row < 60; row++) {
            absolute += Math.abs(errors[row]) / 60;
            squared += errors[row] * errors[row] / 60;
            mean += number(TEST, row, "mean") / 60;
        }
        double variance = 0;
        for (int row = 0; row < 60; row++) {
            variance += Math.pow(number(TEST, row, "mean") - mean, 2) / 60;
        }
        assertThat(number(networks, 0, "MAE")).isCloseTo(absolute, within(1e-9));
        assertThat(number(networks, 0, "RMSE")).isCloseTo(Math.sqrt(squared), within(1e-9));
        assertThat(number(networks, 0, "R2")).isCloseTo(1 - squared / variance, within(1e-9));
        assertThat(Tables.column(networks, "Epochs")).containsExactly("60", "1");
        assertThat(run.warning()).isEmpty();
    }

    @Test
    void a_pair_is_compared_by_the_signed_ranks_of_its_errors() throws Exception {
        var pairs = execute(TEST, good, bad, good).table(1);

        assertThat(pairs.getDataTableSpec().getColumnNames())
                .containsExactly(
                        "First network",
                        "Second network",
                        "First closer",
                        "Second closer",
                        "Equally close",
                        "p-value (Wilcoxon)",
                        "p-value (Holm)",
                        "Verdict");
        double[] first = errors(good, TEST);
        double[] second = errors(bad, TEST);
        var test = SignedRankTest.of(absolute(first), absolute(second));
        assertThat(Tables.column(pairs, "First closer").get(0)).isEqualTo(String.valueOf(test.firstSmaller()));
        assertThat(number(pairs, 0, "p-value (Wilcoxon)")).isCloseTo(test.pValue(), within(1e-12));
        assertThat(number(pairs, 0, "p-value (Holm)")).isCloseTo(3 * test.pValue(), within(1e-12));
        assertThat(Tables.column(pairs, "Verdict"))
                .containsExactly("first is better", "no difference shown at 5 %", "second is better");
        assertThat(Tables.column(pairs, "Equally close")).containsExactly("0", "60", "0");
    }

    private static double[] absolute(double[] errors) {
        return Arrays.stream(errors).map(Math::abs).toArray();
    }

    @Test
    void several_targets_are_found_by_their_names() throws Exception {
        var two = Levels.trained(Levels.rows(60, 1), 2, "mean", "last");
        var cells = Tables.rows(TEST).stream()
                .map(cell -> row(cell.getCell(0), cell.getCell(1), cell.getCell(2), cell.getCell(3)))
                .toArray(DataCell[][]::new);
        cells[5][2] = DataType.getMissingCell();

        var run = execute(table(Levels.SPEC, cells), two, two);

        assertThat(run.warning())
                .contains("1 of the test table's rows have missing target values (of 2 per row), which are ignored.");
        assertThat(Tables.column(run.table(1), "Equally close")).containsExactly("60");
    }

    @Test
    void the_target_is_chosen_if_no_column_is() throws Exception {
        parameters.labelColumn = "";

        var run = configure(Levels.SPEC, good.getSpec(), bad.getSpec());

        assertThat(parameters.labelColumn).isEqualTo("mean");
        assertThat(run.tableSpec(0)).isEqualTo(ValueTables.NETWORKS);
        assertThat(run.tableSpec(1)).isEqualTo(ValueTables.PAIRS);
    }

    @Test
    void a_new_node_takes_the_target_and_no_other_column() throws Exception {
        var table = new DataTableSpecCreator(Levels.SPEC)
                .addColumns(Tables.strings("town", "Ulm"))
                .createSpec();
        var fitting = NodeParametersUtil.createSettings(
                NetworkComparisonParameters.class, new PortObjectSpec[] {table, good.getSpec(), bad.getSpec()});
        assertThat(fitting.labelColumn).isEqualTo("mean");

        var early = NodeParametersUtil.createSettings(
                NetworkComparisonParameters.class, new PortObjectSpec[] {table, null, null});
        assertThat(early.labelColumn).isEmpty();

        parameters.labelColumn = "";
        assertInvalid(
                () -> configure(
                        new DataTableSpec(Levels.SPEC.getColumnSpec(0), Levels.SPEC.getColumnSpec(2)),
                        good.getSpec(),
                        bad.getSpec()),
                "Label column: no column is selected.",
                "Select one in the node's dialog.");
    }

    @Test
    void networks_of_different_tasks_or_targets_are_refused() throws Exception {
        var classes = LearnerRun.trained(Orders.rows(20), 1).getSpec();
        var last = Levels.trained(Levels.rows(20, 1), 1, "last").getSpec();

        assertInvalid(
                () -> configure(Levels.SPEC, good.getSpec(), classes),
                "Network 2 (input port 3; LSTM, 1 layer of 4 units) predicts one class per sequence, but network 1 "
                        + "predicts numeric values; only networks of the same task can be compared.",
                "Connect networks that were trained on the same column.");
        assertInvalid(
                () -> configure(Levels.SPEC, good.getSpec(), last),
                "Network 2 (input port 3; LSTM, 1 layer of 8 units) predicts 1: last, but network 1 predicts 1: mean; "
                        + "only networks with the same targets can be compared.",
                "Connect networks that were trained on the same columns in the same order.");
        parameters.labelColumn = "sequence";
        assertInvalid(
                () -> configure(Levels.SPEC, good.getSpec(), bad.getSpec()),
                "Label column: column 'sequence' of the test table has the type 'Tensor', but numbers are required.");
    }

    @Test
    void the_view_has_the_figures_of_both_tables() {
        assertThat(Comparisons.values(2))
                .startsWith("{\"view\":\"valueComparison\",\"rows\":100,"
                        + "\"warning\":\"3 of the test table's rows were skipped.\",\"targetCount\":1,"
                        + "\"networkCount\":2,\"leaders\":{\"accurate\":{\"title\":\"network 1\",\"value\":1.0},"
                        + "\"quick\":{\"title\":\"network 2\",\"value\":2469.0},"
                        + "\"small\":{\"title\":\"network 1\",\"value\":38}},\"networks\":["
                        + "{\"title\":\"network 1\",\"epochs\":4,")
                .contains("\"explained\":0.75,\"absolute\":1.0,\"rootSquared\":1.0}")
                .contains("\"explained\":0.0,\"absolute\":2.0,\"rootSquared\":2.0}")
                .contains("\"pairCount\":1,\"pairs\":[{\"first\":\"network 1\",\"second\":\"network 2\","
                        + "\"firstCloser\":100,\"secondCloser\":0,\"equallyClose\":0,")
                .endsWith("\"verdict\":\"first is better\"}]}");
    }
}
