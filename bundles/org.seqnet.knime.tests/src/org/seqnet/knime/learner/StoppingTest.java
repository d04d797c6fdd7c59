package org.seqnet.knime.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.seqnet.knime.Refusals.assertFails;
import static org.seqnet.knime.Refusals.assertInvalid;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.node.DefaultNodeProgressMonitor;
import org.seqnet.engine.trained.StopReason;
import org.seqnet.knime.NodeRun;
import org.seqnet.knime.Tables;
import org.seqnet.knime.network.NetworkFacts;
import org.seqnet.knime.network.TrainingOutcome;
import org.seqnet.knime.view.Facts;

/** What ends training before its last epoch. */
class StoppingTest extends Learning<LstmLearnerParameters> {
    StoppingTest() {
        super(Orders.parameters());
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
    void early_stopping_without_a_validation_table_is_refused() {
        parameters.earlyStopping.enabled = true;

        assertInvalid(
                () -> configure(Orders.SPEC),
                "Early stopping requires a validation table or a validation share.",
                "Add the validation port (the node's \"...\" menu) and connect it, set a validation share, or disable "
                        + "early stopping.");
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
        assertThat(TrainingOutcome.of(provenance))
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
                "Stop file: '" + file + "' already exists, so training would stop at once. Delete it, or enter "
                        + "another path.");
    }

    @Test
    void a_stop_file_needs_its_full_path() {
        parameters.earlyStopping.stopFile = "stop";

        assertInvalid(
                parameters::validate,
                "Stop file: 'stop' is not a full path of a file, such as '"
                        + Path.of("stop").toAbsolutePath() + "'.");
    }
}
