package org.seqnet.knime.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.seqnet.knime.Refusals.assertFails;
import static org.seqnet.knime.Refusals.assertInvalid;

import org.junit.jupiter.api.Test;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.knime.Tables;

/** The search for settings in a learner; what it finds is tested in the engine. */
class SearchTest extends Learning<LstmLearnerParameters> {
    SearchTest() {
        super(Orders.parameters());
        parameters.training.epochs = 3;
        parameters.search.enabled = true;
        parameters.search.trials = 3;
    }

    @Test
    void trials_come_first_in_the_history_and_the_winner_is_trained() throws Exception {
        var run = execute(Orders.rows(60), Orders.rows(20));

        var history = run.table(1);
        assertThat(history.getDataTableSpec().getColumnNames())
                .isEqualTo(configure(Orders.SPEC, Orders.SPEC).tableSpec(1).getColumnNames());
        assertThat(Tables.keys(history).subList(3, 6)).containsExactly("Epoch 1", "Epoch 2", "Epoch 3");
        assertThat(Tables.keys(history).subList(0, 3))
                .containsExactlyInAnyOrder("Trial 1, 1 epoch", "Trial 2, 1 epoch", "Trial 3, 1 epoch");
        assertThat(Tables.column(history, "Trial").subList(3, 6)).containsOnly("?");
        assertThat(Tables.column(history, "Settings"))
                .contains("LSTM, 1 layer of 4 units, dropout: off, learning rate 0.05");
        var losses = Tables.column(history, "Validation loss").subList(0, 3).stream()
                .map(Double::valueOf)
                .toList();
        assertThat(losses).isSorted();
        var network = network(run);
        var encoder = (Recurrent) network.architecture().encoder();
        assertThat(Tables.column(history, "Settings").get(0)).startsWith(encoder.title());
        assertThat(Tables.column(history, "Learning rate").get(0))
                .isEqualTo(Double.toString(network.provenance().options().learningRate()));
    }

    @Test
    void rounds_of_few_epochs_have_rows_of_their_own() throws Exception {
        parameters.search.trials = 27;
        parameters.training.epochs = 9;

        assertThat(Tables.keys(execute(Orders.rows(20), Orders.rows(10)).table(1)))
                .hasSize(27 + 3 + 9)
                .doesNotHaveDuplicates();
    }

    @Test
    void a_table_too_small_to_hold_rows_out_is_refused() throws Exception {
        parameters.validation.percent = 20;

        assertFails(
                () -> execute(Orders.rows(6)),
                "A search requires validation rows. No rows were held out for validation because the training table "
                        + "has fewer than 10 complete rows (6).");
    }

    @Test
    void without_it_the_history_has_no_column_of_trials() throws Exception {
        parameters.search.enabled = false;

        assertThat(configure(Orders.SPEC, Orders.SPEC).tableSpec(1).containsName("Trial"))
                .isFalse();
    }

    @Test
    void it_needs_rows_to_compare_on() {
        assertInvalid(
                () -> configure(Orders.SPEC),
                "A search requires a validation table or a validation share.",
                "Add the validation port (the node's \"...\" menu) and connect it, set a validation share, or disable "
                        + "the search.");
    }

    @Test
    void a_connected_network_keeps_its_settings() throws Exception {
        parameters.search.enabled = false;
        var network = execute(Orders.rows(20)).object(0);
        parameters.search.enabled = true;

        assertInvalid(
                () -> configure(Orders.SPEC, Orders.SPEC, network.getSpec()),
                "A search cannot change the settings of a network that is connected.",
                "Disable the search, or disconnect the network to train a new one.");
    }
}
