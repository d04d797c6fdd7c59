package org.seqnet.knime.predictor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.seqnet.knime.Refusals.assertFails;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataType;
import org.knime.core.node.BufferedDataTable;
import org.seqnet.engine.trained.TrainedNetwork;
import org.seqnet.knime.NodeRun;
import org.seqnet.knime.Tables;
import org.seqnet.knime.column.MissingCells;
import org.seqnet.knime.learner.Holes;
import org.seqnet.knime.network.NetworkPortObject;

/** What the predictor makes of rows for which numbers grow too large in the network. */
class OverflowTest {
    private static final String CAUSE = "values overflow in the network. Check the sequences for placeholders "
            + "for missing data, such as -3.4028235E38, and remove or replace them.";

    private static NetworkPortObject network;

    private final NetworkPredictorParameters parameters = new NetworkPredictorParameters();

    @BeforeAll
    static void train() throws Exception {
        network = Holes.trained(Holes.rows(120), 20);
    }

    @Test
    void a_row_without_data_has_no_prediction_and_changes_no_other() throws Exception {
        var whole = Tables.rows(execute(network, Holes.rows(1500)).table(0));

        var run = execute(network, Holes.rows(1500, 0, 7, 999, 1000, 1499));

        assertThat(run.warning()).contains("5 of 1,500 rows have no prediction because " + CAUSE);
        var rows = Tables.rows(run.table(0));
        for (int row = 0; row < 1500; row++) {
            boolean hole = List.of(0, 7, 999, 1000, 1499).contains(row);
            assertThat(appended(rows.get(row)))
                    .as("row %d", row)
                    .isEqualTo(hole ? missing() : appended(whole.get(row)));
        }
    }

    @Test
    void without_probabilities_the_prediction_is_missing_too() throws Exception {
        parameters.appendProbabilities = false;

        var run = execute(network, Holes.rows(4, 2));

        assertThat(Tables.column(run.table(0), "Prediction (label)"))
                .containsExactly("lying", "upright", "?", "upright");
    }

    @Test
    void both_kinds_of_rows_without_a_prediction_are_counted() throws Exception {
        var cells = Tables.rows(Holes.rows(4, 2)).stream()
                .map(row -> new DataCell[] {row.getCell(0), row.getCell(1)})
                .toArray(DataCell[][]::new);
        cells[0][0] = DataType.getMissingCell();
        cells[1][0] = DataType.getMissingCell();

        var run = execute(network, Tables.table(Holes.rows(1).getDataTableSpec(), cells));

        assertThat(Tables.column(run.table(0), "Prediction (label)")).containsExactly("?", "?", "?", "upright");
        assertThat(run.warning())
                .contains("2 of 4 rows have no prediction because the sequence is missing.\n1 of 4 rows have no "
                        + "prediction because " + CAUSE);
    }

    @Test
    void it_fails_at_such_a_row_if_asked() throws Exception {
        parameters.missingValues = MissingCells.FAIL;

        assertFails(
                () -> execute(network, Holes.rows(1200, 1017, 1100)),
                "Row 'Row1017': the prediction is not finite because values overflow in the network.",
                "Check the sequences for placeholders for missing data, such as -3.4028235E38, and remove or "
                        + "replace them.",
                "Alternatively, configure the node to keep missing values.");
    }

    @Test
    void a_network_of_huge_finite_weights_predicts_nothing() throws Exception {
        var sound = network.network();
        var parameters = sound.parameters();
        Arrays.fill(parameters, Float.MAX_VALUE / 2);
        var huge = new NetworkPortObject(new TrainedNetwork(
                sound.architecture(),
                sound.input(),
                sound.labels(),
                parameters,
                new float[0],
                sound.steps(),
                sound.provenance()));

        var run = execute(huge, Holes.rows(40));

        assertThat(Tables.column(run.table(0), "Prediction (label)"))
                .hasSize(40)
                .containsOnly("?");
        assertThat(Tables.column(run.table(0), "P (label=lying)")).containsOnly("?");
        assertThat(run.warning()).contains("40 of 40 rows have no prediction because " + CAUSE);
    }

    private static List<DataCell> appended(DataRow row) {
        return IntStream.range(2, row.getNumCells()).mapToObj(row::getCell).toList();
    }

    private static List<DataCell> missing() {
        var cell = DataType.getMissingCell();
        return List.of(cell, cell, cell);
    }

    private NodeRun execute(NetworkPortObject applied, BufferedDataTable table) throws Exception {
        var run = NodeRun.executing(parameters, applied, table);
        NetworkPredictorNodeFactory.execute(run, run);
        return run;
    }
}
