package org.seqnet.cudnn.convolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.seqnet.cudnn.StandIn;
import org.seqnet.cudnn.card.Card;
import org.seqnet.cudnn.card.CardException;
import org.seqnet.cudnn.layer.CardBatch;
import org.seqnet.cudnn.layer.CardLayer;
import org.seqnet.cudnn.layer.Mode;
import org.seqnet.cudnn.layer.Stack;
import org.seqnet.cudnn.network.KernelOnCard;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.network.ConvolutionBlock;
import org.seqnet.engine.network.Convolutional;
import org.seqnet.engine.network.Encoder;
import org.seqnet.engine.network.TemporalConvolutional;
import org.seqnet.engine.network.TemporalConvolutional.Design;
import org.seqnet.engine.sequence.SequenceShape;

class ConvolutionTest {
    private static final Convolutional IMAGES = new Convolutional(
            1,
            List.of(new ConvolutionBlock(2, 3, 1, 2, true, 0.2), new ConvolutionBlock(2, 3, 1, 1, false, 0)),
            3,
            0.2);
    private static final TemporalConvolutional STEPS = new TemporalConvolutional(Design.FCN, 2, 2, 3, 1, 0.2);

    private StandIn standIn;

    @BeforeEach
    void start() {
        standIn = StandIn.start();
    }

    @AfterEach
    void nothing_is_left_or_wrong() {
        assertThat(standIn.left()).isEmpty();
        assertThat(standIn.trouble()).isEmpty();
        standIn.reset();
    }

    private static BothDevices images() {
        return BothDevices.ofImages(IMAGES, new SequenceShape(4, 4), 2);
    }

    private static BothDevices steps() {
        return BothDevices.of(STEPS, SequenceShape.ofAnyLength(2), 4, 2);
    }

    @ParameterizedTest(name = "direction {0}, late {1}")
    @CsvSource({"0, false", "0, true", "1, false", "1, true", "2, false", "2, true"})
    void another_algorithm_computes_what_the_best_does_not_support(int direction, boolean isLate) {
        standIn.refuseAlgorithm(direction, 1, isLate);
        images().compare(standIn.card());
        steps().compare(standIn.card());
    }

    @ParameterizedTest(name = "direction {0}, late {1}")
    @CsvSource({"1, false", "1, true", "2, false", "2, true"})
    void where_no_other_is_left_a_gradient_is_computed_by_an_algorithm_that_adds_in_any_order(
            int direction, boolean isLate) {
        standIn.refuseAlgorithm(direction, 1, isLate);
        standIn.refuseAlgorithm(direction, 5, isLate);
        images().compare(standIn.card());
        steps().compare(standIn.card());
    }

    /** Asked for workspaces, cuDNN may answer 2000, and why the best one is not computed is told. */
    @ParameterizedTest(name = "late {0}")
    @CsvSource({"false, 2000", "true, 3000"})
    void where_there_is_no_algorithm_it_is_told(boolean isLate, int status) {
        standIn.refuseAlgorithm(2, 1, isLate);
        standIn.refuseAlgorithm(2, 5, isLate);
        standIn.refuseAlgorithm(2, 0, isLate);
        assertThatThrownBy(() -> images().compare(standIn.card()))
                .isInstanceOf(CardException.class)
                .hasMessage("The GPU failed: cudnnConvolutionBackwardFilter returned error " + status
                        + ". Execute the node again; if it fails again, see the node Device Report, or set the device "
                        + "to cpu.");
    }

    @Test
    void whichever_call_fails_nothing_is_left_behind() {
        var block = new Convolutional(1, List.of(new ConvolutionBlock(1, 3, 1, 2, true, 0.2)), 2, 0.2);
        assertNothingIsLeft(BothDevices.ofImages(block, new SequenceShape(2, 2), 2));
        var step = new TemporalConvolutional(Design.FCN, 1, 1, 3, 1, 0.2);
        assertNothingIsLeft(BothDevices.of(step, SequenceShape.ofAnyLength(1), 2, 1));
    }

    private void assertNothingIsLeft(BothDevices both) {
        var card = standIn.card();
        standIn.reset();
        run(both, card);
        long calls = standIn.calls();
        int fails = 0;
        for (long call = 1; call <= calls; call++) {
            standIn.reset();
            standIn.failAt(call);
            try {
                run(both, card);
            } catch (CardException e) {
                fails++;
            }
            standIn.failAt(0);
            assertThat(standIn.left()).as("call " + call).isEmpty();
            assertThat(standIn.trouble()).as("call " + call).isEmpty();
        }
        // Those of the way out cannot be told to anyone.
        assertThat(fails).isBetween((int) calls / 2, (int) calls);
    }

    private static void run(BothDevices both, Card card) {
        try (var kernel = KernelOnCard.of(card, both.architecture(), both.shape())) {
            both.differentiate(kernel, 2);
        }
    }

    private static float[] passes(Card card, Encoder encoder, boolean records) {
        try (var queue = card.queue()) {
            CardLayer layer = encoder.fold(
                    recurrent -> null,
                    convolutional -> new Stack(ImageLayers.of(queue, convolutional, new SequenceShape(4, 4))),
                    temporal -> new TemporalLayer(queue, temporal, 4),
                    composition -> null,
                    rocket -> null);
            var values = new float[4 * 4 * 2 + layer.spaceSize()];
            for (int i = 0; i < values.length; i++) {
                values[i] = (i * 37 % 101 - 30) / 100f;
            }
            int count = layer.spaceSize();
            var staging = queue.staging(4096);
            long input = queue.allocate(4L * values.length).address();
            long weights = queue.allocate(4L * count).address();
            long gradients = queue.allocate(4L * count).address();
            long outputGradient = queue.allocate(4L * 2 * encoder.outputs()).address();
            long lengths = queue.allocate(8).address();
            long seeds = queue.allocate(16).address();
            staging.upload(values, 4 * 4 * 2, input);
            staging.upload(new int[] {4, 3}, 2, lengths);
            staging.upload(new long[] {5, 6}, 2, seeds);
            for (int i = 0; i < values.length; i++) {
                values[i] = Math.abs(values[i]);
            }
            staging.upload(values, count, weights);
            queue.clear(gradients, count);
            var batch = new CardBatch(2, 4, new int[] {4, 3}, false, lengths, seeds);
            layer.prepare(batch, Mode.TRAINING);
            Runnable passes = () -> {
                queue.fill(outputGradient, 2L * encoder.outputs(), 0.5f);
                layer.forward(batch, input, weights, Mode.TRAINING);
                layer.backward(batch, input, outputGradient, weights, gradients);
            };
            if (records) {
                var recording = queue.record(passes).orElseThrow();
                assertThat(staging.download(gradients, count)).containsOnly(0);
                recording.launch();
                recording.launch();
            } else {
                passes.run();
                passes.run();
            }
            return staging.download(gradients, count);
        }
    }

    @Test
    void passes_can_be_recorded_once_there_is_room() {
        // Its kernels are loaded by the passes that are not recorded.
        var card = standIn.card();
        for (var encoder : List.of(IMAGES, STEPS)) {
            var called = passes(card, encoder, false);
            assertThat(passes(card, encoder, true)).containsExactly(called);
            assertThat(called).contains(0).doesNotContain(Float.NaN);
        }
    }

    @Test
    void more_values_than_cudnn_computes_at_once_are_refused_in_words() {
        assertThat(new Planes(1000, 1000, 0).count(2000)).isEqualTo(2_000_000_000);
        assertThatThrownBy(() -> new Planes(1000, 1000, 0).count(3000))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("A mini-batch of 1,000 sequences makes 3,000,000,000 values of one layer, more than a GPU "
                        + "computes at once. Decrease the batch size, or set the device to cpu.");
    }
}
