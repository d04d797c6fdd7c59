package org.seqnet.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.Head;
import org.seqnet.engine.network.IndependentLabels;
import org.seqnet.engine.network.LabelPath;
import org.seqnet.engine.network.ToySequences;
import org.seqnet.engine.network.Toys;
import org.seqnet.engine.options.TrainingOptions;
import org.seqnet.engine.options.Updater;
import org.seqnet.engine.sequence.LabelledSequences;
import org.seqnet.engine.sequence.PreprocessingRule;
import org.seqnet.engine.trained.StopReason;
import org.seqnet.engine.training.RateTest.Point;

class RateFinderTest extends SmallTraining {
    private static final TrainingOptions FINDING = SHORT.with(draft -> draft.findsLearningRate = true);

    /** What a test told. */
    private static final class Told implements TrainingListener {
        private final List<Integer> tested = new ArrayList<>();
        private final List<RateTest> found = new ArrayList<>();
        private int lastBeforeCancelling = Integer.MAX_VALUE;
        private int lastBeforeStopping = Integer.MAX_VALUE;

        @Override
        public void rateTested(int miniBatch, int miniBatches) {
            assertThat(miniBatches).isEqualTo(100);
            tested.add(miniBatch);
        }

        @Override
        public void rateFound(RateTest test) {
            found.add(test);
        }

        @Override
        public boolean isCancelled() {
            return tested.size() >= lastBeforeCancelling;
        }

        @Override
        public boolean isStopRequested() {
            return tested.size() >= lastBeforeStopping;
        }
    }

    private TrainingResult train(Head head, TrainingOptions options, LabelledSequences data, TrainingListener told) {
        return new Trainer()
                .train(new Architecture(SMALL, head), PreprocessingRule.NONE, options, data, Optional.empty(), told);
    }

    private TrainingResult train(TrainingOptions options, TrainingListener told) {
        return train(new Classes(4), options, training, told);
    }

    @ParameterizedTest
    @EnumSource
    void the_rate_that_is_found_learns_with_every_updater(Updater updater) {
        var told = new Told();
        var result = train(FINDING.withUpdater(updater, 123).withEpochs(8), told);

        var test = told.found.get(0);
        assertThat(result.history().get(7).accuracy()).isGreaterThan(0.9);
        assertThat(result.network().provenance().options().learningRate()).isEqualTo(test.rate());
        assertThat(result.network().provenance().options().findsLearningRate()).isTrue();
    }

    @Test
    void the_rate_is_a_tenth_of_the_one_at_which_the_loss_has_done_nine_tenths_of_its_fall() {
        var told = new Told();
        train(FINDING, told);

        var points = told.found.get(0).points();
        double before = points.get(9).loss();
        double least = points.stream().mapToDouble(Point::loss).min().orElseThrow();
        int i = 0;
        while (points.get(i).loss() > 0.9 * least + 0.1 * before) {
            i++;
        }
        assertThat(told.found.get(0).rate()).isCloseTo(points.get(i).rate() / 10, withinPercentage(5));
        // a loss of 4 classes that nothing is known about
        assertThat(before).isBetween(1.2, 1.6);
    }

    @Test
    void rates_grow_exponentially_and_losses_are_smoothed() {
        var told = new Told();
        train(FINDING, told);

        var points = told.found.get(0).points();
        assertThat(points.get(0).rate()).isEqualTo(1e-6);
        for (int i = 1; i < points.size(); i++) {
            assertThat(points.get(i).rate() / points.get(i - 1).rate())
                    .isCloseTo(Math.pow(1e7, 1 / 99.0), within(1e-9));
        }
        // the average of one loss is that loss
        assertThat(points.get(0).loss()).isCloseTo(lossOfFirst(SHORT), within(1e-12));
    }

    /** Returns the loss of the first mini-batch of a training. */
    private double lossOfFirst(TrainingOptions options) {
        double[] loss = {Double.NaN};
        train(options, new TrainingListener() {
            @Override
            public void batchEnded(BatchProgress progress) {
                loss[0] = progress.batch() == 1 && progress.epoch() == 1
                        ? progress.training().loss()
                        : loss[0];
            }
        });
        return loss[0];
    }

    @Test
    void training_starts_afresh_with_the_rate() {
        var told = new Told();
        var found = train(FINDING, told);
        double rate = told.found.get(0).rate();

        var direct = train(SHORT.withUpdater(Updater.ADAM, rate), TrainingListener.NONE);

        assertSame(found, direct);
    }

    @Test
    void the_number_of_threads_changes_no_bit() {
        var expected = new Told();
        train(FINDING.withThreads(1), expected);
        for (int threads : new int[] {2, 3, 5}) {
            var told = new Told();
            train(FINDING.withThreads(threads), told);
            assertThat(told.found).isEqualTo(expected.found);
        }
    }

    static List<Head> severalLabels() {
        return List.of(
                IndependentLabels.of(Toys.labels(4)),
                new LabelPath(4, 8, 8, List.of(0, 1, 2, 3)),
                new LabelPath(4, 8, 8, List.of()));
    }

    @ParameterizedTest
    @MethodSource("severalLabels")
    void every_head_has_a_rate(Head head) {
        var told = new Told();
        var data = ToySequences.learnableSets(150, SHAPE, 4, 1);
        var result = train(head, FINDING.withEpochs(30), data, told);

        assertThat(result.history().get(29).accuracy()).isGreaterThan(0.9);
    }

    @Test
    void a_table_of_one_mini_batch_is_gone_through_again() {
        var told = new Told();
        train(new Classes(4), FINDING.withBatchSize(1000), ToySequences.learnable(20, SHAPE, 4, 1), told);

        assertThat(told.tested).hasSizeGreaterThan(20);
        assertThat(told.tested)
                .isEqualTo(IntStream.rangeClosed(1, told.tested.size()).boxed().toList());
    }

    @Test
    void a_resumed_training_finds_its_own_rate() {
        var first = train(SHORT, TrainingListener.NONE);
        var told = new Told();
        var resumed = new Trainer().resume(first.network(), SMALL, FINDING, training, Optional.empty(), told);

        assertThat(resumed.history()).hasSize(6);
        assertThat(resumed.history().get(0).learningRate()).hasValue(0.01);
        assertThat(resumed.history().get(5).learningRate())
                .hasValue(told.found.get(0).rate());
        assertThat(resumed.history().get(5).loss())
                .isLessThan(first.history().get(2).loss());
    }

    @Test
    void a_test_can_be_canceled() {
        var told = new Told();
        told.lastBeforeCancelling = 3;

        assertThatThrownBy(() -> train(FINDING, told))
                .isInstanceOf(CancellationException.class)
                .hasMessage("Training was canceled.");
        assertThat(told.tested).hasSize(3);
        assertThat(told.found).isEmpty();
    }

    @Test
    void a_request_to_stop_ends_the_test_and_the_training_after_it() {
        var told = new Told();
        told.lastBeforeStopping = 5;

        var result = train(FINDING, told);

        assertThat(told.found.get(0).points()).hasSize(5);
        assertThat(result.history()).hasSize(1);
        assertThat(result.stopReason()).isEqualTo(StopReason.STOPPED_ON_REQUEST);
    }
}
