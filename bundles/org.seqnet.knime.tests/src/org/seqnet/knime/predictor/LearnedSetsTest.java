package org.seqnet.knime.predictor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataCell;
import org.knime.core.node.BufferedDataTable;
import org.seqnet.knime.NodeRun;
import org.seqnet.knime.Tables;
import org.seqnet.knime.learner.BarSets;
import org.seqnet.knime.network.NetworkPortObject;

/** What learners learned of sets of labels is what the predictor says. */
class LearnedSetsTest {
    @Test
    void sets_that_were_learned_are_predicted() throws Exception {
        for (var network : List.of(BarSets.trained(), BarSets.trainedOnPaths())) {
            var predicted = predict(network, BarSets.sets(48));

            assertThat(cells(predicted, "Prediction (labels)")).hasSize(48).isEqualTo(cells(predicted, "labels"));
            assertThat(cells(predicted, "Prediction (labels)").get(0)).hasToString("[]");
            assertThat(predicted.getDataTableSpec().getColumnNames())
                    .containsExactly(
                            "image",
                            "labels",
                            "P (labels=lying)",
                            "P (labels=upright)",
                            "Probabilities (labels)",
                            "P (labels)",
                            "Prediction (labels)");
        }
    }

    private static BufferedDataTable predict(NetworkPortObject network, BufferedDataTable table) throws Exception {
        var configured =
                NodeRun.configuring(new NetworkPredictorParameters(), network.getSpec(), table.getDataTableSpec());
        NetworkPredictorNodeFactory.configure(configured, configured);
        var predicted = PredictorRun.predicted(network, table);
        assertThat(predicted.getDataTableSpec()).isEqualTo(configured.tableSpec(0));
        return predicted;
    }

    private static List<DataCell> cells(BufferedDataTable table, String column) {
        int index = table.getDataTableSpec().findColumnIndex(column);
        return Tables.rows(table).stream().map(row -> row.getCell(index)).toList();
    }
}
