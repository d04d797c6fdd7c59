package org.seqnet.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.factory.Nd4j;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.backend.Backend;
import org.seqnet.engine.inference.Classifier;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.network.Toys;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.LabelledSequences;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.sequence.Sequences;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.tensor.Tensor;
import org.seqnet.engine.training.EarlyStopping.Measure;

class TrainerTest {
    private static final SequenceShape SHAPE = new SequenceShape(6, 4);
    private static final Recurrent SMALL = new Recurrent(Cell.LSTM, 2, 12, 0, 1);
    private static final Recurrent DROPPING = new Recurrent(Cell.LSTM, 2, 12, 0.3, 1);
    private static final TrainingOptions SHORT = TrainingOptions.defaults()
            .withEpochs(3)
            .withBatchSize(16)
            .withUpdater(Updater.ADAM, 0.01)
            .withThreads(2);

    private final LabelledSequences training = Toys.learnable(150, SHAPE, 4, 1);
    private final LabelledSequences validation = Toys.learnable(60, SHAPE, 4, 2);

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
            var measured = Evaluation.of(classifier.probabilities(validation.sequences()), validation);

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

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.3})
    void sequences_of_different_lengths_are_learned(double dropout) {
        var ragged = Toys.learnableOfAnyLength(150, 12, 4, 4, 1);
        var held = Toys.learnableOfAnyLength(60, 20, 4, 4, 2);
        var encoder = new Recurrent(Cell.LSTM, 2, 12, dropout, 1);
        var options = SHORT.withEpochs(20);
        var result = new Trainer().train(encoder, options, ragged, Optional.of(held), TrainingListener.NONE);
        var again = new Trainer().train(encoder, options, ragged, Optional.of(held), TrainingListener.NONE);

        assertThat(result.network().inputShape()).isEqualTo(SequenceShape.ofAnyLength(4));
        assertThat(result.history().get(19).validation().orElseThrow().accuracy())
                .isGreaterThan(0.8);
        assertSame(again, result);
        try (var classifier = Classifier.of(result.network(), 1000, 2)) {
            assertThat(Evaluation.of(classifier.probabilities(held.sequences()), held))
                    .isEqualTo(result.history().get(19).validation().orElseThrow());
        }
    }

    @Test
    void the_number_of_threads_does_not_change_a_bit_for_different_lengths_either() {
        var ragged = Toys.learnableOfAnyLength(150, 40, 4, 4, 1);
        var options = SHORT.withBatchSize(100).withEpochs(2);
        var one = train(ragged, options.withThreads(1));

        assertSame(train(ragged, options.withThreads(2)), one);
        assertSame(train(ragged, options.withThreads(5)), one);
    }

    @Test
    void equal_lengths_are_learned_the_same_whether_or_not_they_had_to_be_equal() {
        var packer = Sequences.packer(SequenceShape.ofAnyLength(4));
        for (int n = 0; n < training.size(); n++) {
            packer.add(tensor(training.sequences(), n));
        }
        var same = train(new LabelledSequences(packer.build(), training.labels(), training.domain()), SHORT);

        assertSame(same, train(training, SHORT));
        assertThat(train(training, SHORT).network().inputShape()).isEqualTo(SHAPE);
    }

    @Test
    void a_network_insists_on_a_length_only_if_one_was_stated() {
        var packer = Sequences.packer(SequenceShape.ofAnyLength(4));
        for (int n = 0; n < training.size(); n++) {
            packer.add(tensor(training.sequences(), n));
        }
        var equal = new LabelledSequences(packer.build(), training.labels(), training.domain());

        var network = train(equal, SHORT).network();

        assertThat(equal.sequences().shape()).isEqualTo(SHAPE);
        assertThat(network.inputShape()).isEqualTo(SequenceShape.ofAnyLength(4));
        var longer = Sequences.packer(SequenceShape.ofAnyLength(4))
                .add(Tensor.ofFloats(Shape.of(SHAPE.timeSteps() + 1, 4), new float[4 * SHAPE.timeSteps() + 4]))
                .build();
        try (var classifier = Classifier.of(network)) {
            assertThat(classifier.probabilities(longer))
                    .hasSize(training.domain().size());
        }
    }

    @Test
    void the_order_within_a_mini_batch_of_different_lengths_does_not_matter() {
        var ragged = Toys.learnableOfAnyLength(40, 15, 4, 4, 5);
        var options = SHORT.withBatchSize(40)
                .withEpochs(3)
                .withUpdater(Updater.SGD, 0.1)
                .withShuffle(false);
        var packer = Sequences.packer(SequenceShape.ofAnyLength(4));
        var labels = new int[40];
        for (int n = 0; n < 40; n++) {
            packer.add(tensor(ragged.sequences(), 39 - n));
            labels[n] = ragged.label(39 - n);
        }
        var reversed = new LabelledSequences(packer.build(), labels, ragged.domain());

        assertThat(train(reversed, options).network().parameters())
                .containsExactly(train(ragged, options).network().parameters(), within(1e-6f));
    }

    private static Tensor tensor(Sequences sequences, int index) {
        var shape = Shape.of(sequences.timeSteps(index), sequences.shape().features());
        var values = new float[(int) shape.elements()];
        sequences.copyTo(index, values, 0);
        return Tensor.ofFloats(shape, values);
    }

    private static TrainingResult train(LabelledSequences data, TrainingOptions options) {
        return new Trainer().train(SMALL, options, data, Optional.empty(), TrainingListener.NONE);
    }

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

        assertThatThrownBy(() -> new Trainer().train(SMALL, SHORT, training, Optional.empty(), listener))
                .isInstanceOf(CancellationException.class)
                .hasMessage("Training was cancelled.");

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
            public void epochEnded(EpochRecord epoch) {
                throw new AssertionError("the first epoch has 10 mini-batches and was cancelled before validation");
            }
        };

        assertThatThrownBy(() -> new Trainer().train(SMALL, SHORT, training, Optional.of(validation), listener))
                .isInstanceOf(CancellationException.class);
    }

    @Test
    void an_interrupted_thread_is_a_cancelled_training() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> train(SMALL, SHORT, validation)).isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void early_stopping_gives_the_best_epoch_s_network() {
        var contradicting = contradicting();
        var options = SHORT.withEpochs(30).withEarlyStopping(new EarlyStopping(Measure.VALIDATION_LOSS, 3, 0));
        var result = train(SMALL, options, contradicting);

        var losses = result.history().stream()
                .map(epoch -> epoch.validation().orElseThrow().loss())
                .toList();
        int lowest = losses.indexOf(losses.stream().min(Double::compare).orElseThrow());
        assertThat(result.stopReason()).isEqualTo(StopReason.STOPPED_EARLY);
        assertThat(result.history()).hasSize(lowest + 1 + 3);
        assertThat(result.bestEpoch()).isEqualTo(lowest + 1);
        assertThat(result.network().steps()).isEqualTo((lowest + 1) * 10L);
        try (var classifier = Classifier.of(result.network())) {
            assertThat(Evaluation.of(classifier.probabilities(contradicting.sequences()), contradicting))
                    .isEqualTo(result.history().get(lowest).validation().orElseThrow());
        }
    }

    /** Labels that contradict the training data: the better it is learned, the higher the validation loss. */
    private LabelledSequences contradicting() {
        return new LabelledSequences(
                validation.sequences(),
                Arrays.stream(validation.labels()).map(label -> (label + 1) % 4).toArray(),
                validation.domain());
    }

    @Test
    void training_stops_at_the_first_epoch_that_reaches_the_accuracy() {
        var options = SHORT.withEpochs(30);
        var whole = train(SMALL, options, validation);
        double target = whole.history().get(4).measuredAccuracy();
        var result = train(SMALL, options.withStopAtAccuracy(target), validation);

        int last = result.history().size();
        assertThat(result.stopReason()).isEqualTo(StopReason.REACHED_ACCURACY);
        assertThat(last).isLessThanOrEqualTo(5);
        assertThat(result.history().subList(0, last - 1))
                .allMatch(epoch -> epoch.validation().orElseThrow().accuracy() < target);
        assertThat(result.history().get(last - 1).validation().orElseThrow().accuracy())
                .isGreaterThanOrEqualTo(target);
        assertThat(result.bestEpoch()).isEqualTo(last);
        assertSame(result, train(SMALL, options.withEpochs(last), validation));
    }

    @Test
    void without_validation_data_the_training_accuracy_counts() {
        var options = SHORT.withEpochs(30).withStopAtAccuracy(0.9);
        var result = new Trainer().train(SMALL, options, training, Optional.empty(), TrainingListener.NONE);

        int last = result.history().size();
        assertThat(result.stopReason()).isEqualTo(StopReason.REACHED_ACCURACY);
        assertThat(result.history().get(last - 1).accuracy()).isGreaterThanOrEqualTo(0.9);
        assertThat(result.history().get(last - 2).accuracy()).isLessThan(0.9);
    }

    @Test
    void an_accuracy_reached_in_the_first_epoch_ends_training_there() {
        var result = train(SMALL, SHORT.withStopAtAccuracy(0.001), validation);

        assertThat(result.stopReason()).isEqualTo(StopReason.REACHED_ACCURACY);
        assertThat(result.history()).hasSize(1);
        assertThat(result.network().steps()).isEqualTo(10);
    }

    @Test
    void an_accuracy_reached_in_the_last_epoch_is_told() {
        var result = train(SMALL, SHORT.withEpochs(1).withStopAtAccuracy(0.001), validation);

        assertThat(result.stopReason()).isEqualTo(StopReason.REACHED_ACCURACY);
    }

    @Test
    void an_accuracy_that_is_never_reached_changes_nothing() {
        var result = train(SMALL, SHORT.withStopAtAccuracy(1), contradicting());

        assertThat(result.stopReason()).isEqualTo(StopReason.ALL_EPOCHS_DONE);
        assertSame(result, train(SMALL, SHORT, contradicting()));
    }

    @Test
    void the_epoch_that_reaches_the_accuracy_is_kept_even_if_early_stopping_holds_another_to_be_the_best() {
        // Every other label is wrong: the network gets ever surer, so losses grow even while accuracies still do.
        var noisy = new LabelledSequences(
                training.sequences(),
                IntStream.range(0, training.size())
                        .map(i -> i % 2 == 1 ? training.label(i) : (training.label(i) * 7 + i / 2) % 4)
                        .toArray(),
                training.domain());
        var options = SHORT.withEpochs(30).withEarlyStopping(new EarlyStopping(Measure.VALIDATION_LOSS, 30, 0));
        var whole = new Trainer().train(SMALL, options, noisy, Optional.of(validation), TrainingListener.NONE);
        var accuracies =
                whole.history().stream().map(EpochRecord::measuredAccuracy).toList();
        double target = accuracies.stream().max(Double::compare).orElseThrow();
        var result = new Trainer()
                .train(
                        SMALL,
                        options.withStopAtAccuracy(target),
                        noisy,
                        Optional.of(validation),
                        TrainingListener.NONE);

        int reached = accuracies.indexOf(target) + 1;
        assertThat(result.stopReason()).isEqualTo(StopReason.REACHED_ACCURACY);
        assertThat(result.bestEpoch()).isEqualTo(reached).isGreaterThan(whole.bestEpoch());
        assertThat(result.network().steps()).isEqualTo(reached * 10L);
        try (var classifier = Classifier.of(result.network())) {
            assertThat(Evaluation.of(classifier.probabilities(validation.sequences()), validation)
                            .accuracy())
                    .isEqualTo(target);
        }
    }

    @Test
    void early_stopping_still_ends_training_before_the_accuracy_is_reached() {
        var options = SHORT.withEpochs(30)
                .withEarlyStopping(new EarlyStopping(Measure.VALIDATION_LOSS, 3, 0))
                .withStopAtAccuracy(1);

        assertThat(train(SMALL, options, contradicting()).stopReason()).isEqualTo(StopReason.STOPPED_EARLY);
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
                        .train(SMALL, SHORT.withStopAtAccuracy(0.001), training, Optional.of(validation), listener))
                .isInstanceOf(CancellationException.class);
    }

    @Test
    void a_stop_on_request_keeps_what_has_been_learned() {
        var result = new Trainer().train(SMALL, SHORT.withEpochs(5), training, Optional.of(validation), stopAfter(13));

        assertThat(result.stopReason()).isEqualTo(StopReason.STOPPED_ON_REQUEST);
        assertThat(result.history()).hasSize(2);
        assertThat(result.bestEpoch()).isEqualTo(2);
        assertThat(result.network().steps()).isEqualTo(13);
        try (var classifier = Classifier.of(result.network())) {
            assertThat(Evaluation.of(classifier.probabilities(validation.sequences()), validation))
                    .isEqualTo(result.history().get(1).validation().orElseThrow());
        }
    }

    @Test
    void a_stop_on_request_keeps_the_best_epoch_where_there_is_one() {
        var options = SHORT.withEpochs(30).withEarlyStopping(new EarlyStopping(Measure.VALIDATION_LOSS, 25, 0));
        var result = new Trainer().train(SMALL, options, training, Optional.of(contradicting()), stopAfter(195));

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
                        SMALL,
                        SHORT.withEpochs(2).withBatchSize(64),
                        training,
                        Optional.empty(),
                        new TrainingListener() {
                            @Override
                            public void batchEnded(BatchProgress p) {
                                told.add(p.epoch() + "/" + p.epochs() + " " + p.batch() + "/" + p.batches());
                            }

                            @Override
                            public void epochEnded(EpochRecord epoch) {
                                told.add("epoch " + epoch.epoch());
                            }
                        });

        assertThat(told)
                .containsExactly(
                        "1/2 1/3", "1/2 2/3", "1/2 3/3", "epoch 1", "2/2 1/3", "2/2 2/3", "2/2 3/3", "epoch 2");
    }

    @Test
    void a_rate_that_blows_the_network_up_is_named() {
        assertThatThrownBy(
                        () -> train(SMALL, SHORT.withUpdater(Updater.SGD, 1e38).withL2(1e6), validation))
                .isInstanceOf(SeqNetException.class)
                .hasMessageMatching(
                        "Training failed in epoch \\d, .* became (NaN|-?Infinity)\\. Lower the learning rate"
                                + " \\(now 1\\.0E38\\), switch gradient clipping on or scale the input to 0-1\\.");
    }

    @Test
    void data_that_cannot_be_learned_from_is_refused() {
        var sequences = Toys.learnable(3, SHAPE, 1, 1).sequences();
        var one = new LabelledSequences(sequences, new int[] {1, 1, 1}, LabelDomain.of("cat", "dog"));
        var none = new LabelledSequences(Sequences.packer(SHAPE).build(), new int[0], Toys.labels(2));

        assertRefused(
                one,
                SHORT,
                Optional.empty(),
                "All 3 training sequences have the label 'dog'; learning needs at least two labels.");
        assertRefused(
                none,
                SHORT,
                Optional.empty(),
                "There are no training sequences; the network needs some of at least two labels.");
        assertRefused(
                training,
                SHORT,
                Optional.of(new LabelledSequences(none.sequences(), new int[0], training.domain())),
                "There are no validation sequences; connect a validation table with rows or none.");
        assertRefused(
                training,
                SHORT,
                Optional.of(Toys.learnable(8, new SequenceShape(6, 5), 4, 1)),
                "Validation sequences have 6 time steps x 5 features, training sequences 6 time steps x 4 features;"
                        + " reshape both in the same way.");
        assertRefused(
                training,
                SHORT,
                Optional.of(Toys.learnableOfAnyLength(80, 6, 4, 4, 1)),
                "Validation sequences have 1 to 6 time steps x 4 features, training sequences 6 time steps x 4"
                        + " features; reshape both in the same way.");
        assertRefused(
                training,
                SHORT,
                Optional.of(Toys.learnable(8, SHAPE, 3, 1)),
                "Validation labels [0, 1, 2] are not the training labels [0, 1, 2, 3]; both need the same, in the same"
                        + " order.");
        assertRefused(
                training,
                SHORT.withEarlyStopping(new EarlyStopping(Measure.VALIDATION_LOSS, 1, 0)),
                Optional.empty(),
                "Early stopping watches validation data, and there is none;"
                        + " connect a validation table or switch early stopping off.");
    }

    @Test
    void a_network_too_large_for_any_memory_is_refused_before_it_is_built() {
        var options = SHORT;
        assertThatThrownBy(() -> new Trainer()
                        .train(
                                new Recurrent(Cell.LSTM, 16, 8192, 0, 1),
                                options,
                                training,
                                Optional.empty(),
                                TrainingListener.NONE))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("LSTM, 16 layers of 8192 units for sequences of 6 time steps x 4 features would have"
                        + " 8,322,187,268 parameters, more than 250,000,000; use fewer or smaller layers.");
    }

    @Test
    void a_mini_batch_that_could_not_hold_the_longest_sequences_is_refused() {
        var packer = Sequences.packer(SequenceShape.ofAnyLength(1));
        packer.add(Tensor.ofUnsignedBytes(Shape.of(600_000, 1), new byte[600_000]));
        for (int n = 1; n < 1000; n++) {
            packer.add(Tensor.ofUnsignedBytes(Shape.of(2, 1), new byte[2]));
        }
        var labels = new int[1000];
        labels[1] = 1;
        var data = new LabelledSequences(packer.build(), labels, Toys.labels(2));

        assertRefused(
                data,
                SHORT.withBatchSize(1000),
                Optional.empty(),
                "Batch size: 1,000 sequences of 2 to 600000 time steps x 1 feature are more than fits into one"
                        + " mini-batch; use at most 894.");
    }

    @Test
    void a_mini_batch_too_large_for_one_array_is_refused_in_our_own_words() {
        var data = Toys.learnable(60_000, new SequenceShape(10, 1), 2, 1);
        assertThatThrownBy(() -> new Trainer()
                        .train(
                                new Recurrent(Cell.LSTM, 1, 1024, 0, 1),
                                SHORT.withBatchSize(60_000),
                                data,
                                Optional.empty(),
                                TrainingListener.NONE))
                .isInstanceOf(SeqNetException.class)
                .hasMessage(
                        "This mini-batch needs an array of 686400000 values; choose a smaller batch size, fewer hidden"
                                + " units or shorter sequences.");
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

    private void assertRefused(
            LabelledSequences data, TrainingOptions options, Optional<LabelledSequences> held, String message) {
        assertThatThrownBy(() -> new Trainer().train(SMALL, options, data, held, TrainingListener.NONE))
                .isInstanceOf(SeqNetException.class)
                .hasMessage(message);
    }

    private TrainingResult train(Recurrent encoder, TrainingOptions options, LabelledSequences held) {
        return new Trainer().train(encoder, options, training, Optional.of(held), TrainingListener.NONE);
    }

    /** Everything but times and speeds is the same to the bit. */
    private static void assertSame(TrainingResult actual, TrainingResult expected) {
        assertThat(Arrays.equals(
                        actual.network().parameters(), expected.network().parameters()))
                .isTrue();
        assertThat(Arrays.equals(
                        actual.network().updaterState(), expected.network().updaterState()))
                .isTrue();
        assertThat(figures(actual)).isEqualTo(figures(expected));
    }

    private static List<List<Object>> figures(TrainingResult result) {
        return result.history().stream()
                .map(epoch -> List.<Object>of(epoch.accuracy(), epoch.loss(), epoch.validation()))
                .toList();
    }
}
