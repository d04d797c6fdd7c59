package org.seqnet.knime.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.seqnet.knime.Tables.floats;
import static org.seqnet.knime.Tables.row;
import static org.seqnet.knime.Tables.table;

import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.node.BufferedDataTable;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.knime.NodeRun;
import org.seqnet.knime.Tables;
import org.seqnet.knime.network.NetworkPortObject;
import org.seqnet.knime.tensor.TensorColumn;

class RegressionHistoryTest {
    private static final DataTableSpec SPEC = new DataTableSpec(
            TensorColumn.ofSequences("sequence", Optional.of(new SequenceShape(12, 1))),
            new DataColumnSpecCreator("level", DoubleCell.TYPE).createSpec());

    private static BufferedDataTable rows(int count, long seed) {
        var random = new Random(seed);
        var rows = new DataCell[count][];
        for (int n = 0; n < count; n++) {
            double level = random.nextDouble();
            var values = new float[12];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) (level + 0.2 * random.nextGaussian());
            }
            rows[n] = row(floats(Shape.of(12, 1), values), new DoubleCell(500 + 100 * level));
        }
        return table(SPEC, rows);
    }

    private static String cell(NodeRun run, String column) {
        return Tables.column((BufferedDataTable) run.object(1), column).get(0);
    }

    @Test
    void it_has_r2_and_errors_in_the_unit_of_the_target_in_place_of_accuracy() throws Exception {
        var parameters = new RocketLearnerParameters(LearnerDialogTest.input(SPEC));
        parameters.data.labelColumn = "level";

        var run = LearnerRun.of(parameters, rows(60, 1), rows(40, 2));

        var epoch = ((NetworkPortObject) run.object(0))
                .network()
                .provenance()
                .history()
                .get(0);
        var errors = epoch.training().errors().orElseThrow();
        var checked = epoch.validation().orElseThrow();
        assertThat(((BufferedDataTable) run.object(1)).getDataTableSpec().getColumnNames())
                .containsExactly(
                        "Epoch",
                        "R²",
                        "Mean absolute error",
                        "Root mean squared error",
                        "Loss",
                        "Duration (s)",
                        "Samples/s",
                        "Validation R²",
                        "Validation mean absolute error",
                        "Validation root mean squared error",
                        "Validation loss",
                        "Device",
                        "Learning rate");
        assertThat(cell(run, "R²")).isEqualTo(Double.toString(epoch.accuracy()));
        assertThat(cell(run, "Mean absolute error")).isEqualTo(Double.toString(errors.meanAbsolute()));
        assertThat(cell(run, "Root mean squared error")).isEqualTo(Double.toString(errors.rootMeanSquared()));
        assertThat(cell(run, "Validation R²")).isEqualTo(Double.toString(checked.accuracy()));
        assertThat(cell(run, "Validation mean absolute error"))
                .isEqualTo(Double.toString(checked.errors().orElseThrow().meanAbsolute()));
        assertThat(checked.errors().orElseThrow().meanAbsolute()).isBetween(0.5, 20.0);
        assertThat(epoch.accuracy()).isGreaterThan(0.5);
    }

    @Test
    void the_spec_is_known_before_training() throws Exception {
        var parameters = new RocketLearnerParameters(LearnerDialogTest.input(SPEC));
        parameters.data.labelColumn = "level";
        var run = NodeRun.configuring(parameters, SPEC);

        LearnerNode.configure(run, run);

        assertThat(((DataTableSpec) run.spec(1).orElseThrow()).getColumnNames())
                .contains("R²", "Validation root mean squared error")
                .doesNotContain("Accuracy");
    }
}
