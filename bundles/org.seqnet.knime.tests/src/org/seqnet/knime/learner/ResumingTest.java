package org.seqnet.knime.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.seqnet.knime.Refusals.assertFails;
import static org.seqnet.knime.Refusals.assertInvalid;
import static org.seqnet.knime.Tables.bytes;
import static org.seqnet.knime.Tables.row;
import static org.seqnet.knime.Tables.string;
import static org.seqnet.knime.Tables.strings;
import static org.seqnet.knime.Tables.table;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataTableSpec;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.knime.Tables;
import org.seqnet.knime.tensor.TensorColumn;

/** How a learner goes on with a network that is connected. */
class ResumingTest extends Learning<LstmLearnerParameters> {
    ResumingTest() {
        super(Orders.parameters());
    }

    @Test
    void two_epochs_and_three_more_give_the_network_of_five_epochs() throws Exception {
        parameters.training.averageWeights = false;
        parameters.training.epochs = 5;
        var atOnce = execute(Orders.rows(60), Orders.rows(10));
        parameters.training.epochs = 2;
        var first = execute(Orders.rows(60), Orders.rows(10));
        parameters.training.epochs = 3;

        var resumed = execute(Orders.rows(60), Orders.rows(10), first.object(0));

        assertThat(network(resumed).parameters()).isEqualTo(network(atOnce).parameters());
        assertThat(Tables.column(resumed.table(1), "Epoch")).containsExactly("1", "2", "3", "4", "5");
        assertThat(Tables.column(resumed.table(1), "Validation loss"))
                .isEqualTo(Tables.column(atOnce.table(1), "Validation loss"));
        assertThat(resumed.warning()).isEmpty();
    }

    @Test
    void a_network_is_resumed_without_a_validation_table_too() throws Exception {
        var first = execute(Orders.rows(60));

        var run = configure(Orders.SPEC, first.object(0).getSpec());
        var resumed = execute(Orders.rows(60), first.object(0));

        assertThat(run.spec(0)).contains(first.object(0).getSpec());
        assertThat(network(resumed).provenance().history()).hasSize(6);
    }

    @Test
    void labels_keep_the_order_of_the_network_to_resume() throws Exception {
        var first = execute(Orders.rows(60));
        var table = table(
                new DataTableSpec(Orders.SPEC.getColumnSpec(0), strings("label")), Orders.rising(0), Orders.falling(0));

        assertThat(network(execute(table, first.object(0))).labels().names()).containsExactly("falling", "rising");
    }

    @Test
    void another_updater_than_that_of_the_network_to_resume_is_warned_about() throws Exception {
        var first = execute(Orders.rows(60));
        parameters.training.updater = UpdateRule.RMSPROP;

        assertThat(execute(Orders.rows(60), first.object(0)).warning())
                .contains("The network to resume was trained with Adam; RMSProp starts without its state, so the "
                        + "loss may rise at first.");
    }

    @Test
    void a_network_to_resume_of_other_layers_is_refused_before_execution() throws Exception {
        var network = execute(Orders.rows(60)).object(0);
        parameters.architecture.hiddenUnits = 5;
        var message =
                "The connected network is LSTM, 1 layer of 4 units; the settings specify LSTM, 1 layer of 5 units.";
        var cure = "Change the network settings to match, or disconnect the network to train a new one.";

        assertInvalid(() -> configure(Orders.SPEC, network.getSpec()), message, cure);
        assertFails(() -> execute(Orders.rows(60), network), message, cure);
    }

    @Test
    void a_network_to_resume_of_another_shape_is_refused_before_execution() throws Exception {
        var network = execute(Orders.rows(60)).object(0);
        var other = new DataTableSpec(
                TensorColumn.ofSequences("sequence", Optional.of(new SequenceShape(3, 1))),
                Orders.SPEC.getColumnSpec(1));

        assertInvalid(
                () -> configure(other, network.getSpec()),
                "The sequences of the training table have 3 time steps x 1 feature; the network to resume reads "
                        + "2 time steps x 1 feature.");
    }

    @Test
    void a_label_that_the_network_to_resume_does_not_know_is_refused() throws Exception {
        var network = execute(Orders.rows(60)).object(0);
        var table = table(
                new DataTableSpec(Orders.SPEC.getColumnSpec(0), strings("label")),
                Orders.rising(0),
                row(bytes(Shape.of(2, 1), 2, 2), string("level")));

        assertFails(
                () -> execute(table, network),
                "Training table, row 'Row1': label 'level' is not among the labels of the network to resume: "
                        + "[falling, rising].",
                "Remove such rows, or disconnect the network to train a new one.",
                "Or set \"Connected network\" in the dialog to start a new network with its layers.");
    }

    @Test
    void a_network_of_one_length_by_accident_goes_on_with_others() throws Exception {
        var network = execute(Orders.untold(60)).object(0);

        assertThat(network(execute(Orders.ofAnyLength(60), network)).inputShape())
                .isEqualTo(SequenceShape.ofAnyLength(1));
    }

    @Test
    void a_network_of_one_length_does_not_go_on_with_others() throws Exception {
        var network = execute(Orders.rows(60)).object(0);
        var longer = table(Orders.ANY_LENGTH, Orders.falling(0), row(bytes(Shape.of(3, 1), 1, 2, 3), string("rising")));

        assertFails(
                () -> execute(longer, network),
                "Training table, row 'Row1' has 3 time steps x 1 feature; it must have 2 time steps x 1 feature, as"
                        + " the network to resume reads. Reshape all sequences to the same shape first.");
    }
}
