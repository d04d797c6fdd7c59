package org.seqnet.knime.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.seqnet.knime.Refusals.assertFails;
import static org.seqnet.knime.Refusals.assertInvalid;
import static org.seqnet.knime.Tables.bytes;
import static org.seqnet.knime.Tables.floats;
import static org.seqnet.knime.Tables.row;
import static org.seqnet.knime.Tables.string;
import static org.seqnet.knime.Tables.strings;
import static org.seqnet.knime.Tables.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.def.IntCell;
import org.knime.core.node.DefaultNodeProgressMonitor;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.tensor.ElementType;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.trained.StopReason;
import org.seqnet.engine.training.BatchProgress;
import org.seqnet.knime.MissingValues;
import org.seqnet.knime.NodeRun;
import org.seqnet.knime.Tables;
import org.seqnet.knime.network.NetworkFacts;
import org.seqnet.knime.network.NetworkPortObject;
import org.seqnet.knime.network.NetworkPortObjectSpec;
import org.seqnet.knime.tensor.TensorColumn;
import org.seqnet.knime.view.Facts;

class LstmLearnerTest extends LearnerTest<LstmLearnerParameters> {
    private static final DataTableSpec SHAPELESS =
            new DataTableSpec(TensorColumn.unknown("sequence"), strings("label", "falling", "rising"));

    LstmLearnerTest() {
        super(Orders.parameters(), Orders::rows);
    }

    @Test
    void the_spec_tells_all_that_the_training_table_tells() throws Exception {
        var run = configure(Orders.SPEC);

        assertThat(run.spec(0))
                .contains(new NetworkPortObjectSpec(
                        new Recurrent(Cell.LSTM, 1, 4, 0, 1),
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
                        "Device");
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
    void early_stopping_ends_training_and_keeps_the_best_epoch() throws Exception {
        parameters.training.epochs = 50;
        parameters.earlyStopping.enabled = true;
        parameters.earlyStopping.measure = EarlyStoppingParameters.Measure.VALIDATION_ACCURACY;
        parameters.earlyStopping.patience = 2;

        var run = execute(Orders.rows(100), Orders.rows(10));

        var accuracies = Tables.column(run.table(1), "Validation accuracy");
        assertThat(accuracies).hasSizeLessThan(50);
        int best = network(run).provenance().bestEpoch();
        assertThat(accuracies).hasSize(best + 2);
    }

    @Test
    void the_accuracy_to_stop_at_ends_training_and_its_epoch_is_kept() throws Exception {
        parameters.training.epochs = 60;
        parameters.earlyStopping.stopAtAccuracy = true;
        parameters.earlyStopping.accuracy = 0.9;

        var run = execute(Orders.ofAnyLength(120), Orders.ofAnyLength(24));

        var provenance = network(run).provenance();
        int last = provenance.history().size();
        assertThat(provenance.stopReason()).isEqualTo(StopReason.REACHED_ACCURACY);
        assertThat(Tables.column(run.table(1), "Validation accuracy"))
                .hasSizeBetween(2, 59)
                .satisfies(accuracies -> {
                    assertThat(accuracies.subList(0, last - 1)).allMatch(text -> Double.parseDouble(text) < 0.9);
                    assertThat(Double.parseDouble(accuracies.get(last - 1))).isGreaterThanOrEqualTo(0.9);
                });
        assertThat(NetworkFacts.outcome(provenance))
                .isEqualTo("Reached accuracy 0.9 in epoch %d; the network of epoch %d is kept.".formatted(last, last));
        assertThat(NetworkFacts.training(provenance).facts()).contains(Facts.fact("Stop at target accuracy", "0.9"));
    }

    @Test
    void an_accuracy_out_of_range_is_refused_only_where_it_counts() throws Exception {
        parameters.earlyStopping.accuracy = 98;
        parameters.validate();

        parameters.earlyStopping.stopAtAccuracy = true;

        assertInvalid(parameters::validate, "Target accuracy: 98.0 is not greater than 0 and at most 1.");
    }

    @Test
    void a_time_limit_ends_training_and_keeps_its_network() throws Exception {
        parameters.training.epochs = 1_000_000;
        parameters.earlyStopping.timeLimit = 0.005;

        var run = execute(Orders.rows(100));

        assertThat(network(run).provenance().stopReason()).isEqualTo(StopReason.STOPPED_ON_REQUEST);
        assertThat(run.table(1).size()).isLessThan(1_000_000);
    }

    @Test
    void a_file_that_appears_ends_training_and_keeps_its_network(@TempDir Path folder) throws Exception {
        var file = folder.resolve("stop");
        parameters.training.epochs = 1_000_000;
        parameters.earlyStopping.stopFile = file.toString();
        var asked = new AtomicInteger();
        var monitor = new DefaultNodeProgressMonitor() {
            @Override
            public void checkCanceled() {
                // once for each of the 100 rows packed, then once for each mini-batch
                if (asked.incrementAndGet() == 150) {
                    try {
                        Files.createFile(file);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }
            }
        };
        var run = NodeRun.executing(Tables.execution(monitor), parameters, Orders.rows(100));

        LearnerNode.execute(run, run);

        assertThat(network(run).provenance().stopReason()).isEqualTo(StopReason.STOPPED_ON_REQUEST);
    }

    @Test
    void a_stop_file_that_is_there_already_is_refused(@TempDir Path folder) throws Exception {
        var file = Files.createFile(folder.resolve("stop"));
        parameters.earlyStopping.stopFile = file.toString();

        assertFails(
                () -> execute(Orders.rows(10)),
                "Stop file: '" + file + "' is there already, so training would end at once. Remove it, or name another "
                        + "file.");
    }

    @Test
    void a_stop_file_needs_its_full_path() {
        parameters.earlyStopping.stopFile = "stop";

        assertInvalid(
                parameters::validate,
                "Stop file: 'stop' is not the full path of a file, such as '"
                        + Path.of("stop").toAbsolutePath() + "'.");
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
    void progress_tells_epoch_loss_accuracy_speed_and_time_left() {
        var progress = new BatchProgress(3, 10, 5, 10, 0.97612, 0.08123, 1456.4, Duration.ofSeconds(48), 0);

        assertThat(NetworkTraining.text(progress))
                .isEqualTo("epoch 3/10, loss 0.0812, accuracy 0.9761, 1,456 samples/s, 2 min 24 s left");
    }

    @Test
    void rows_with_missing_cells_are_skipped_and_counted() throws Exception {
        var run = execute(table(
                Orders.SPEC,
                Orders.falling(0),
                row(DataType.getMissingCell(), string("rising")),
                row(bytes(Shape.of(2, 1), 1, 2), DataType.getMissingCell()),
                Orders.rising(0)));

        assertThat(run.warning())
                .contains("2 of the training table's 4 rows were skipped because their sequence or label is missing.");
        assertThat(network(run).provenance().trainingSequences()).isEqualTo(2);
    }

    @Test
    void missing_cells_fail_if_asked() {
        parameters.data.missingValues = MissingValues.FAIL;

        assertFails(
                () -> execute(table(
                        Orders.SPEC, Orders.falling(0), row(bytes(Shape.of(2, 1), 1, 2), DataType.getMissingCell()))),
                "Training table, row 'Row1': the cell of column 'label' is missing.",
                "Fill in the value, remove the row, or configure the node to skip rows with missing values.");
    }

    @Test
    void a_table_of_missing_cells_alone_cannot_be_learned_from() {
        assertFails(
                () -> execute(table(Orders.SPEC, row(DataType.getMissingCell(), string("rising")))),
                "None of the 1 rows of the training table is complete: in each the cell of column 'sequence' or "
                        + "'label' is missing.",
                "Choose other columns, or fill the missing values.");
    }

    @Test
    void an_empty_table_cannot_be_learned_from() {
        assertFails(
                () -> execute(table(Orders.SPEC)),
                "The training table has no rows.",
                "Check the nodes before this one: a filter may be too strict.");
    }

    @Test
    void one_class_only_cannot_be_learned_from() {
        assertFails(
                () -> execute(table(Orders.SPEC, Orders.rising(0), Orders.rising(1))),
                "Label column 'label': all 2 rows have the label 'rising'; a network needs at least two classes.",
                "Choose another label column, or connect rows of at least two classes.");
    }

    @Test
    void a_label_that_training_lacks_is_refused_in_validation() {
        var validation = table(
                new DataTableSpec(Orders.SPEC.getColumnSpec(0), strings("label")),
                Orders.rising(0),
                row(bytes(Shape.of(2, 1), 2, 2), string("level")));

        assertFails(
                () -> execute(Orders.rows(10), validation),
                "Validation table, row 'Row1': label 'level' does not occur in the training table.",
                "Remove such rows, or add rows with this label to the training table.");
    }

    @Test
    void a_pixel_that_is_no_number_is_named() {
        assertFails(
                () -> execute(table(
                        SHAPELESS, Orders.falling(0), row(floats(Shape.of(2, 1), 1, Float.NaN), string("rising")))),
                "Training table, row 'Row1', time step 2, feature 1: the value is NaN, but a network requires "
                        + "finite numbers. Replace or remove it.");
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

    @Test
    void lengths_that_contradict_the_spec_are_refused() {
        assertFails(
                () -> execute(
                        table(Orders.SPEC, Orders.falling(0), row(bytes(Shape.of(3, 1), 1, 2, 3), string("rising")))),
                "Training table, row 'Row1' has 3 time steps x 1 feature; it must have 2 time steps x 1 feature, as "
                        + "the column's spec states. Reshape all sequences to the same shape first.");
    }

    @Test
    void different_features_are_refused() {
        assertFails(
                () -> execute(table(
                        SHAPELESS,
                        Orders.falling(0),
                        row(bytes(Shape.of(3, 1), 1, 2, 3), string("rising")),
                        row(bytes(Shape.of(1, 2), 1, 2), string("rising")))),
                "Training table, row 'Row2' has 1 time step x 2 features; it must have 1 or more time steps x 1 feature, "
                        + "as the rows before it have. Reshape all sequences to the same number of features first.");
    }

    @Test
    void a_validation_table_of_other_lengths_fits_only_a_training_table_of_several() {
        assertFails(
                () -> execute(Orders.rows(10), Orders.ofAnyLength(10)),
                "Validation table, row 'Row0' has 1 time step x 1 feature; it must have 2 time steps x 1 feature, as "
                        + "the training table has. Reshape all sequences to the same shape first.");
    }

    @Test
    void tensors_of_another_rank_are_no_sequences() {
        assertFails(
                () -> execute(table(SHAPELESS, row(bytes(Shape.of(2, 1, 1), 1, 2), string("rising")))),
                "Training table, row 'Row0': a tensor of shape 2 x 1 x 1 is not a sequence of time steps x features.",
                "Put a Sequence Reshaper before this node. The CNN Learner reads images of rows x columns x channels "
                        + "as they are.");
    }

    @Test
    void a_column_of_images_with_channels_is_refused_before_execution() {
        assertInvalid(
                () -> configure(new DataTableSpec(
                        TensorColumn.of("image", Shape.of(28, 28, 3), ElementType.UNSIGNED_BYTE),
                        Orders.SPEC.getColumnSpec(1))),
                "Sequence column: a tensor of shape 28 x 28 x 3, as column 'image' of the training table holds, is not "
                        + "a sequence of time steps x features.");
    }

    @Test
    void a_validation_table_of_another_shape_is_refused_before_execution() {
        var other = new DataTableSpec(
                TensorColumn.ofSequences("sequence", Optional.of(new SequenceShape(3, 1))),
                Orders.SPEC.getColumnSpec(1));

        assertInvalid(
                () -> configure(Orders.SPEC, other),
                "The validation table's sequences have 3 time steps x 1 feature, the training table's 2 time steps x 1 "
                        + "feature.");
    }

    @Test
    void early_stopping_without_a_validation_table_is_refused() {
        parameters.earlyStopping.enabled = true;

        assertInvalid(() -> configure(Orders.SPEC), "Early stopping needs a validation table.");
    }

    @Test
    void a_table_without_sequences_is_refused() {
        assertInvalid(
                () -> configure(new DataTableSpec(strings("label"))),
                "Sequence column: the training table has no column of tensors.");
    }

    @Test
    void a_table_without_labels_is_refused() {
        assertInvalid(
                () -> configure(new DataTableSpec(Orders.SPEC.getColumnSpec(0))),
                "Label column: the training table has no column of labels.");
    }

    @Test
    void a_validation_table_without_the_columns_is_refused() {
        assertInvalid(
                () -> configure(Orders.SPEC, new DataTableSpec(Orders.SPEC.getColumnSpec(0))),
                "Label column: the validation table has no column 'label'.");
    }

    @Test
    void a_column_of_the_wrong_type_is_named() {
        parameters.data.sequenceColumn = "label";

        assertInvalid(
                () -> configure(Orders.SPEC),
                "Sequence column: column 'label' of the training table has the type 'String', but tensors are required.");
    }

    @Test
    void settings_out_of_range_are_refused() {
        parameters.training.epochs = 0;

        assertInvalid(parameters::validate, "Epochs: 0 is not at least 1.");
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
                .contains("The network to resume learned with Adam; RMSProp starts without its state, so the first "
                        + "steps may be rough.");
    }

    @Test
    void a_network_to_resume_of_other_layers_is_refused_before_execution() throws Exception {
        var network = execute(Orders.rows(60)).object(0);
        parameters.architecture.hiddenUnits = 5;
        var message =
                "The network to resume is LSTM, 1 layer of 4 units; the settings specify LSTM, 1 layer of 5 units.";
        var cure = "Set the network's settings to those, or disconnect it to begin anew.";

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
                "The training table's sequences have 3 time steps x 1 feature; the network to resume reads 2 time"
                        + " steps x 1 feature.");
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
                "Training table, row 'Row1': label 'level' is none of those that the network to resume tells apart: "
                        + "[falling, rising].",
                "Remove such rows, or disconnect the network to begin anew.");
    }
}
