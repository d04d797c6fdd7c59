package org.seqnet.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.factory.Nd4j;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.backend.Backend;
import org.seqnet.engine.inference.Classifier;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.options.Updater;
import org.seqnet.engine.sequence.PreprocessingRule;
import org.seqnet.engine.trained.EpochRecord;
import org.seqnet.engine.trained.StopReason;

class TrainerTest extends SmallTraining {
    private static final Recurrent DROPPING = new Recurrent(Cell.LSTM, 2, 12, 0.3, 1);

    @Test
    void a_network_learns_what_can_be_learned() {
        var result = train(SMALL, SHORT.withEpochs(15), validation);

        var last = result.history().get(14);
        assertThat(last.accuracy()).isGreaterThan(0.95);
        assertThat(last.validation().orElseThrow().accuracy()).isGreaterThan(0.95);
        assertThat(last.loss()).isLessThan(result.history().get(0).loss() / 3);
        assertThat(result.bestEpoch()).isEqualTo(15);
        assertThat(result.stopReason()).isEqualTo(StopReason.ALL_EPOCHS_DONE);
        assertThat(result.network().steps()).isEqualTo(15 * 10);
        assertThat(result.network().labels()).isEqualTo(training.domain());
        assertThat(result.network().inputShape()).isEqualTo(SHAPE);
        assertThat(result.network().provenance().history()).isEqualTo(result.history());
        assertThat(result.network().provenance().trainingSequences()).isEqualTo(150);
        assertThat(result.network().provenance().device()).isEqualTo("CPU, 2 threads");
    }

    @Test
    void the_classifier_sees_what_validation_saw() {
        var result = train(SMALL, SHORT, validation);
        try (var classifier = Classifier.of(result.network(), 1000, 2)) {
            var measured = evaluation(classifier, validation);

            assertThat(result.history().get(2).validation()).contains(measured);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.3})
    void the_same_seed_gives_the_same_bits_whatever_ran_before(double dropout) {
        var encoder = new Recurrent(Cell.LSTM, 2, 12, dropout, 1);
        var first = train(encoder, SHORT, validation);
        Nd4j.getRandom().setSeed(77);
        Nd4j.rand(3, 3).close();
        train(SMALL, SHORT.withSeed(5).withBatchSize(7), validation);
        var second = train(encoder, SHORT, validation);

        assertSame(second, first);
    }

    @Test
    void another_seed_gives_another_network() {
        assertThat(train(SMALL, SHORT.withSeed(1), validation).network().parameters())
                .isNotEqualTo(
                        train(SMALL, SHORT.withSeed(2), validation).network().parameters());
    }

    @Test
    void averaging_changes_the_network_and_not_the_way_it_learns() {
        var averaged = train(SMALL, SHORT, validation);
        var last = train(SMALL, SHORT.withAverageWeights(false), validation);

        assertThat(averaged.network().parameters()).isNotEqualTo(last.network().parameters());
        assertThat(averaged.network().updaterState()).isEqualTo(last.network().updaterState());
        for (int epoch = 0; epoch < 3; epoch++) {
            assertThat(averaged.history().get(epoch).loss())
                    .isEqualTo(last.history().get(epoch).loss());
        }
        assertThat(averaged.history().get(2).validation())
                .isNotEqualTo(last.history().get(2).validation());
    }

    @Test
    void dropout_and_shuffling_make_a_difference() {
        var plain = train(SMALL, SHORT, validation).network().parameters();

        assertThat(train(DROPPING, SHORT, validation).network().parameters()).isNotEqualTo(plain);
        assertThat(train(SMALL, SHORT.withShuffle(false), validation).network().parameters())
                .isNotEqualTo(plain);
    }

    @Test
    void trainings_side_by_side_give_the_same_bits_as_one_after_another() throws Exception {
        var seeds = List.of(1L, 2L, 3L, 4L);
        var alone = new ArrayList<TrainingResult>();
        for (long seed : seeds) {
            alone.add(train(DROPPING, SHORT.withSeed(seed), validation));
        }
        var pool = Executors.newFixedThreadPool(4);
        try {
            var together = new ArrayList<Future<TrainingResult>>();
            for (long seed : seeds) {
                together.add(pool.submit(() -> train(DROPPING, SHORT.withSeed(seed), validation)));
            }
            for (int i = 0; i < seeds.size(); i++) {
                assertSame(together.get(i).get(), alone.get(i));
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void the_number_of_threads_does_not_change_a_bit() {
        var options = SHORT.withBatchSize(100).withEpochs(1);
        var one = train(SMALL, options.withThreads(1), validation);

        assertSame(train(SMALL, options.withThreads(2), validation), one);
        assertSame(train(SMALL, options.withThreads(5), validation), one);
    }

    @Test
    void a_batch_may_be_larger_than_the_data() {
        var result = train(SMALL, SHORT.withBatchSize(100_000), validation);

        assertThat(result.network().steps()).isEqualTo(3);
    }

    @Test
    void epochs_and_batches_are_told_in_order() {
        var told = new ArrayList<String>();
        new Trainer()
                .train(
                        new Architecture(SMALL, Classes.of(training.domain())),
                        PreprocessingRule.NONE,
                        SHORT.withEpochs(2).withBatchSize(64),
                        training,
                        Optional.empty(),
                        new TrainingListener() {
                            @Override
                            public void batchEnded(BatchProgress p) {
                                told.add(p.epoch() + "/" + p.epochs() + " " + p.batch() + "/" + p.batches());
                            }

                            @Override
                            public void epochEnded(EpochRecord epoch, Optional<TimeLeft> left) {
                                told.add("epoch " + epoch.epoch());
                            }
                        });

        assertThat(told)
                .containsExactly(
                        "1/2 1/3", "1/2 2/3", "1/2 3/3", "epoch 1", "2/2 1/3", "2/2 2/3", "2/2 3/3", "epoch 2");
    }

    @Test
    void each_epoch_but_the_last_tells_the_time_left() {
        var left = new ArrayList<Optional<TimeLeft>>();
        new Trainer()
                .train(
                        new Architecture(SMALL, Classes.of(training.domain())),
                        PreprocessingRule.NONE,
                        SHORT.withEpochs(2).withStopAtAccuracy(1),
                        training,
                        Optional.empty(),
                        new TrainingListener() {
                            @Override
                            public void batchEnded(BatchProgress p) {
                                assertThat(p.left()).hasValueSatisfying(time -> assertThat(time.isMost())
                                        .isTrue());
                            }

                            @Override
                            public void epochEnded(EpochRecord epoch, Optional<TimeLeft> time) {
                                left.add(time);
                            }
                        });

        assertThat(left).hasSize(2);
        assertThat(left.get(0).orElseThrow().isMost()).isTrue();
        assertThat(left.get(1)).isEmpty();
    }

    @Test
    void a_rate_that_blows_the_network_up_is_named() {
        assertThatThrownBy(
                        () -> train(SMALL, SHORT.withUpdater(Updater.SGD, 1e38).withL2(1e6), validation))
                .isInstanceOf(SeqNetException.class)
                .hasMessageMatching(
                        "Training failed in epoch \\d, .* became (NaN|-?Infinity)\\. Decrease the learning rate \\(now "
                                + "1\\.0E38\\), enable gradient clipping or scale the input to \\[0, 1\\]\\.");
    }

    @Test
    void it_works_without_a_context_class_loader() {
        Backend.start();
        var loader = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(null);
        try {
            assertThat(train(SMALL, SHORT.withEpochs(1), validation).history()).hasSize(1);
        } finally {
            Thread.currentThread().setContextClassLoader(loader);
        }
    }
}
