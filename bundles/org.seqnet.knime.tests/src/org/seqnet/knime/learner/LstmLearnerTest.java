package org.seqnet.knime.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.seqnet.knime.Refusals.assertInvalid;
import static org.seqnet.knime.Tables.bytes;
import static org.seqnet.knime.Tables.row;
import static org.seqnet.knime.Tables.table;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.IntCell;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.knime.Tables;
import org.seqnet.knime.network.HeadKind;
import org.seqnet.knime.network.NetworkPortObject;
import org.seqnet.knime.network.NetworkPortObjectSpec;
import org.seqnet.knime.tensor.TensorColumn;

class LstmLearnerTest extends LearnerTest<LstmLearnerParameters> {
    LstmLearnerTest() {
        super(Orders.parameters(), Orders::rows);
    }

    @Test
    void the_spec_tells_all_that_the_training_table_tells() throws Exception {
        var run = configure(Orders.SPEC);

        assertThat(run.spec(0))
                .contains(new NetworkPortObjectSpec(
                        new Recurrent(Cell.LSTM, 1, 4, 0, 1),
                        HeadKind.CLASSES,
                        "label",
                        Optional.of(Orders.SHAPE),
                        Optional.of(LabelDomain.of("falling", "rising"))));
        assertThat(run.tableSpec(1).getColumnNames())
                .containsExactly(
                        "Epoch",
                        "Accuracy",
                        "Loss",
                        "Duration (s)",
                        "Samples/s",
                        "Validation accuracy",
                        "Validation loss",
                        "Device",
                        "Learning rate");
    }

    @Test
    void the_threads_of_the_dialog_compute_and_the_history_tells_so() throws Exception {
        parameters.device.threads = 3;

        var run = execute(Orders.rows(20));

        assertThat(Tables.column(run.table(1), "Device")).containsOnly("CPU, 3 threads");
    }

    @Test
    void the_latest_sequences_and_the_latest_labels_are_chosen() throws Exception {
        configure(Orders.SPEC);

        assertThat(parameters.data.sequenceColumn).isEqualTo("sequence");
        assertThat(parameters.data.labelColumn).isEqualTo("label");
    }

    @Test
    void training_gives_a_network_that_has_learned_and_a_row_an_epoch() throws Exception {
        parameters.training.epochs = 12;
        var run = execute(Orders.rows(100));

        var network = ((NetworkPortObject) run.object(0)).network();
        assertThat(network.inputShape()).isEqualTo(Orders.SHAPE);
        assertThat(network.labels()).isEqualTo(LabelDomain.of("falling", "rising"));
        assertThat(run.object(0).getSummary())
                .isEqualTo("LSTM, 1 layer of 4 units; input 2 time steps x 1 feature; 2 classes");
        assertThat(Tables.keys(run.table(1))).hasSize(12).startsWith("Epoch 1", "Epoch 2");
        assertThat(Tables.column(run.table(1), "Epoch"))
                .startsWith("1", "2", "3")
                .hasSize(12);
        assertThat(Tables.column(run.table(1), "Accuracy").get(11)).isEqualTo("1.0");
        assertThat(Tables.column(run.table(1), "Validation accuracy")).containsOnly("?");
        assertThat(run.warning()).isEmpty();
    }

    @Test
    void a_validation_table_is_measured_each_epoch() throws Exception {
        parameters.training.epochs = 12;
        var run = execute(Orders.rows(100), Orders.rows(10));

        assertThat(Tables.column(run.table(1), "Validation accuracy").get(11)).isEqualTo("1.0");
        assertThat(Tables.column(run.table(1), "Validation loss")).doesNotContain("?");
    }

    @Test
    void the_same_seed_gives_the_same_network_to_the_last_bit() throws Exception {
        assertThat(network(execute(Orders.rows(60))).parameters())
                .isEqualTo(network(execute(Orders.rows(60))).parameters());
    }

    @Test
    void another_seed_gives_another_network() throws Exception {
        var first = network(execute(Orders.rows(60))).parameters();
        parameters.training.seed = 43;

        assertThat(network(execute(Orders.rows(60))).parameters()).isNotEqualTo(first);
    }

    @Test
    void without_a_fixed_seed_each_execution_differs() throws Exception {
        parameters.training.useSeed = false;

        assertThat(network(execute(Orders.rows(60))).parameters())
                .isNotEqualTo(network(execute(Orders.rows(60))).parameters());
    }

    @Test
    void labels_of_whole_numbers_are_learned_in_their_order() throws Exception {
        var spec = new DataTableSpec(
                TensorColumn.ofSequences("sequence", Optional.of(Orders.SHAPE)),
                new org.knime.core.data.DataColumnSpecCreator("label", IntCell.TYPE).createSpec());
        var table = table(
                spec,
                row(bytes(Shape.of(2, 1), 3, 0), new IntCell(10)),
                row(bytes(Shape.of(2, 1), 0, 3), new IntCell(9)),
                row(bytes(Shape.of(2, 1), 0, 0), new IntCell(-1)));

        assertThat(network(execute(table)).labels().names()).containsExactly("-1", "9", "10");
    }

    @Test
    void sequences_of_different_lengths_are_learned_without_padding() throws Exception {
        parameters.training.epochs = 60;
        var run = execute(Orders.ofAnyLength(120), Orders.ofAnyLength(24));

        assertThat(network(run).inputShape()).isEqualTo(SequenceShape.ofAnyLength(1));
        assertThat(run.object(0).getSummary())
                .isEqualTo("LSTM, 1 layer of 4 units; input 1 or more time steps x 1 feature; 2 classes");
        assertThat(Double.parseDouble(
                        Tables.column(run.table(1), "Validation accuracy").get(59)))
                .isGreaterThan(0.9);
        assertThat(configure(Orders.ANY_LENGTH, Orders.ANY_LENGTH).spec(0))
                .contains(new NetworkPortObjectSpec(
                        new Recurrent(Cell.LSTM, 1, 4, 0, 1),
                        HeadKind.CLASSES,
                        "label",
                        Optional.empty(),
                        Optional.of(LabelDomain.of("falling", "rising"))));
    }

    @Test
    void dropout_is_learned_with_on_sequences_of_different_lengths() throws Exception {
        parameters.architecture.layers = 2;
        parameters.architecture.dropout = 0.2;

        assertThat(network(execute(Orders.ofAnyLength(60))).parameters())
                .isEqualTo(network(execute(Orders.ofAnyLength(60))).parameters());
    }

    @Test
    void rows_of_one_length_by_accident_give_the_same_network_for_any_length() throws Exception {
        var untold = network(execute(Orders.untold(60)));

        assertThat(untold.inputShape()).isEqualTo(SequenceShape.ofAnyLength(1));
        assertThat(untold.parameters())
                .isEqualTo(network(execute(Orders.rows(60))).parameters());
    }

    @Test
    void a_validation_table_of_other_lengths_fits_a_training_table_of_one_length_by_accident() throws Exception {
        var run = execute(Orders.untold(60), Orders.ofAnyLength(12));

        assertThat(network(run).inputShape()).isEqualTo(SequenceShape.ofAnyLength(1));
        assertThat(Tables.column(run.table(1), "Validation accuracy")).doesNotContain("?");
    }

    @Test
    void settings_out_of_range_are_refused() {
        parameters.training.epochs = 0;

        assertInvalid(parameters::validate, "Epochs: 0 is not at least 1.");
    }
}
