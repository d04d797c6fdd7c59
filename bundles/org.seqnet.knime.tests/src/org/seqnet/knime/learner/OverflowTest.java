package org.seqnet.knime.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.seqnet.knime.Refusals.assertFails;

import org.junit.jupiter.api.Test;
import org.knime.core.node.KNIMEException;
import org.seqnet.knime.NodeRun;
import org.seqnet.knime.Tables;
import org.seqnet.knime.column.MissingValues;

/** What learners make of rows for which numbers grow too large in the network. */
class OverflowTest {
    private final CnnLearnerParameters parameters = Bars.parameters();

    @Test
    void validation_rows_without_a_finite_prediction_count_as_wrong_and_are_told() throws Exception {
        parameters.training.epochs = 20;

        var whole = LearnerRun.of(parameters, Holes.rows(120), Holes.rows(20));
        var run = LearnerRun.of(parameters, Holes.rows(120), Holes.rows(20, 0, 5, 6));

        // row 0 is lying, the first class, which a prediction that is not finite was once taken for
        assertThat(last(whole, "Validation accuracy")).isEqualTo("1.0");
        assertThat(last(run, "Validation accuracy")).isEqualTo("0.85");
        assertThat(Double.parseDouble(last(run, "Validation loss"))).isBetween(13.0, 14.0);
        assertThat(whole.warning()).isEmpty();
        assertThat(run.warning())
                .contains("3 rows of the validation table have no finite prediction in epoch 1 because values "
                        + "overflow in the network; they count as wrong. Check the sequences for placeholders for "
                        + "missing data, such as -3.4028235E38, and remove or replace them.");
        assertThat(LearnerTest.network(run).parameters())
                .isEqualTo(LearnerTest.network(whole).parameters());
    }

    @Test
    void the_learner_fails_at_such_a_row_if_asked() {
        parameters.data.missingValues = MissingValues.FAIL;

        assertFails(
                () -> LearnerRun.of(parameters, Holes.rows(120), Holes.rows(20, 5, 6)),
                "Validation table, row 'Row5': the network has no finite prediction in epoch 1 because values "
                        + "overflow in the network.",
                "Check the sequences for placeholders for missing data, such as -3.4028235E38, and remove or "
                        + "replace them.",
                "Or configure the node to skip missing values: such rows then count as wrong.");
    }

    @Test
    void training_rows_without_data_are_named_as_the_cause() throws Exception {
        var network = Holes.trained(Holes.rows(60), 2);
        var fault = "(, mini-batch \\d: the loss|: a parameter) became NaN\\. The training sequences contain "
                + "values such as -3\\.4028235E38\\. Remove or replace them if they represent missing "
                + "data; otherwise scale the input to \\[0, 1\\]\\.";

        assertThatThrownBy(() -> LearnerRun.of(parameters, Holes.rows(60, 17)))
                .isInstanceOf(KNIMEException.class)
                .hasMessageMatching("Training failed in epoch 1" + fault);
        assertThatThrownBy(() -> LearnerRun.of(parameters, Holes.rows(60, 17), network))
                .isInstanceOf(KNIMEException.class)
                .hasMessageMatching("Training failed in epoch 3" + fault);
    }

    private static String last(NodeRun run, String column) {
        var values = Tables.column(run.table(1), column);
        return values.get(values.size() - 1);
    }
}
