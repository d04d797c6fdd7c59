package org.seqnet.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;
import org.seqnet.engine.inference.Classifier;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.options.EarlyStopping;
import org.seqnet.engine.options.EarlyStopping.Measure;
import org.seqnet.engine.sequence.PreprocessingRule;
import org.seqnet.engine.trained.EpochRecord;
import org.seqnet.engine.trained.StopReason;

class StoppedByUserTest extends SmallTraining {
    @Test
    void cancelling_ends_within_a_mini_batch_and_leaves_nothing_behind() {
        var done = new ArrayList<BatchProgress>();
        var listener = new TrainingListener() {
            @Override
            public void batchEnded(BatchProgress progress) {
                done.add(progress);
            }

            @Override
            public boolean isCancelled() {
                return done.size() == 13;
            }
        };

        assertThatThrownBy(() -> new Trainer()
                        .train(
                                new Architecture(SMALL, Classes.of(training.domain())),
                                PreprocessingRule.NONE,
                                SHORT,
                                training,
                                Optional.empty(),
                                listener))
                .isInstanceOf(CancellationException.class)
                .hasMessage("Training was canceled.");

        assertThat(done).hasSize(13);
        assertThat(done.get(12).epoch()).isEqualTo(2);
        assertThat(done.get(12).batch()).isEqualTo(3);
        assertThat(Nd4j.getWorkspaceManager().getAllWorkspacesForCurrentThread())
                .isEmpty();
        assertThat(Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> thread.getName().equals("seqnet-batches"))
                        .filter(thread -> !ended(thread)))
                .isEmpty();
        assertSame(train(SMALL, SHORT, validation), train(SMALL, SHORT, validation));
    }

    private static boolean ended(Thread thread) {
        try {
            thread.join(10_000);
            return !thread.isAlive();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void validation_can_be_cancelled_too() {
        var listener = new TrainingListener() {
            private int batches;

            @Override
            public void batchEnded(BatchProgress progress) {
                batches++;
            }

            @Override
            public boolean isCancelled() {
                return batches == 10;
            }

            @Override
            public void epochEnded(EpochRecord epoch, Optional<TimeLeft> left) {
                throw new AssertionError("the first epoch has 10 mini-batches and was cancelled before validation");
            }
        };

        assertThatThrownBy(() -> new Trainer()
                        .train(
                                new Architecture(SMALL, Classes.of(training.domain())),
                                PreprocessingRule.NONE,
                                SHORT,
                                training,
                                Optional.of(validation),
                                listener))
                .isInstanceOf(CancellationException.class);
    }

    @Test
    void an_interrupted_thread_is_a_cancelled_training() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> train(SMALL, SHORT, validation)).isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void a_training_that_stops_at_an_accuracy_can_be_cancelled() {
        var listener = new TrainingListener() {
            private int asked;

            @Override
            public boolean isCancelled() {
                return ++asked > 5;
            }
        };

        assertThatThrownBy(() -> new Trainer()
                        .train(
                                new Architecture(SMALL, Classes.of(training.domain())),
                                PreprocessingRule.NONE,
                                SHORT.withStopAtAccuracy(0.001),
                                training,
                                Optional.of(validation),
                                listener))
                .isInstanceOf(CancellationException.class);
    }

    @Test
    void a_stop_on_request_keeps_what_has_been_learned() {
        var result = new Trainer()
                .train(
                        new Architecture(SMALL, Classes.of(training.domain())),
                        PreprocessingRule.NONE,
                        SHORT.withEpochs(5),
                        training,
                        Optional.of(validation),
                        stopAfter(13));

        assertThat(result.stopReason()).isEqualTo(StopReason.STOPPED_ON_REQUEST);
        assertThat(result.history()).hasSize(2);
        assertThat(result.bestEpoch()).isEqualTo(2);
        assertThat(result.network().steps()).isEqualTo(13);
        try (var classifier = Classifier.of(result.network())) {
            assertThat(evaluation(classifier, validation))
                    .isEqualTo(result.history().get(1).validation().orElseThrow());
        }
    }

    @Test
    void a_stop_on_request_keeps_the_best_epoch_where_there_is_one() {
        var options = SHORT.withEpochs(30).withEarlyStopping(new EarlyStopping(Measure.VALIDATION_LOSS, 25, 0));
        var result = new Trainer()
                .train(
                        new Architecture(SMALL, Classes.of(training.domain())),
                        PreprocessingRule.NONE,
                        options,
                        training,
                        Optional.of(contradicting()),
                        stopAfter(195));

        assertThat(result.stopReason()).isEqualTo(StopReason.STOPPED_ON_REQUEST);
        assertThat(result.history()).hasSize(20);
        assertThat(result.bestEpoch()).isLessThan(20);
        assertThat(result.network().steps()).isEqualTo(result.bestEpoch() * 10L);
    }

    private static TrainingListener stopAfter(int miniBatches) {
        return new TrainingListener() {
            private int seen;

            @Override
            public boolean isStopRequested() {
                return ++seen >= miniBatches;
            }
        };
    }
}
