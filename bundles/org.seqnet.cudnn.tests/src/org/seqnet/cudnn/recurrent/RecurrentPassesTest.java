package org.seqnet.cudnn.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.seqnet.cudnn.OnStandIn;
import org.seqnet.cudnn.card.Card;
import org.seqnet.cudnn.card.Queue;
import org.seqnet.cudnn.card.Staging;
import org.seqnet.cudnn.layer.CardBatch;
import org.seqnet.cudnn.layer.CardLayer;
import org.seqnet.cudnn.layer.Mode;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Pooling;
import org.seqnet.engine.network.Recurrent;

/** Forward and backward passes of layers as such. */
class RecurrentPassesTest extends OnStandIn {
    private static final int FEATURES = 3;
    private static final int UNITS = 4;
    private static final int[] EQUAL = {5, 5, 5};
    private static final int[] UNEQUAL = {2, 5, 1, 4};

    private static float[] random(int count, int seed) {
        var random = new Random(seed);
        var values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian() / 2;
        }
        return values;
    }

    /** Layers on a card, and all that they read and write there. */
    private static final class Passes {
        private final Queue queue;
        private final List<CardLayer> layers;
        private final Staging staging;
        private final List<int[]> places = new ArrayList<>();
        private final List<Long> weights = new ArrayList<>();
        private final List<Long> gradients = new ArrayList<>();
        private final long x;
        private final long outputGradient;
        private final long lengths;
        private final long seeds;
        private CardBatch batch;
        private long output;
        private long inputGradient;

        /** @param parameters those of all layers, one after another */
        Passes(Queue queue, List<CardLayer> layers, float[] parameters) {
            this.queue = queue;
            this.layers = layers;
            this.staging = queue.staging(1 << 16);
            int at = 0;
            for (var layer : layers) {
                var place = new int[layer.parameterCount()];
                layer.place(place, 0, 0);
                places.add(place);
                var space = new float[Math.max(1, layer.spaceSize())];
                for (int i = 0; i < place.length; i++) {
                    space[place[i]] = parameters[at++];
                }
                long address = queue.allocate(4L * space.length).address();
                staging.upload(space, space.length, address);
                weights.add(address);
                gradients.add(queue.allocate(4L * space.length).address());
            }
            this.x = queue.allocate(10_000).address();
            this.outputGradient = queue.allocate(10_000).address();
            this.lengths = queue.allocate(1000).address();
            this.seeds = queue.allocate(1000).address();
        }

        /** Uploads random sequences, zeros as padding, and prepares for them. */
        void read(int[] timeSteps, int outputs, int seed) {
            int size = timeSteps.length;
            int longest = IntStream.of(timeSteps).max().orElseThrow();
            var values = random(longest * size * FEATURES, seed);
            for (int i = 0; i < values.length; i++) {
                values[i] *= i / FEATURES / size < timeSteps[i / FEATURES % size] ? 1 : 0;
            }
            staging.upload(values, values.length, x);
            staging.upload(timeSteps, size, lengths);
            staging.upload(new Random(seed).longs(size).toArray(), size, seeds);
            staging.upload(random(size * outputs, seed + 1), size * outputs, outputGradient);
            boolean equal = IntStream.of(timeSteps).allMatch(steps -> steps == longest);
            batch = new CardBatch(size, longest, timeSteps, equal, lengths, seeds);
            layers.forEach(layer -> layer.prepare(batch, Mode.TRAINING));
        }

        void run() {
            var inputs = new long[layers.size() + 1];
            inputs[0] = x;
            for (int i = 0; i < layers.size(); i++) {
                queue.clear(gradients.get(i), layers.get(i).spaceSize());
                inputs[i + 1] = layers.get(i).forward(batch, inputs[i], weights.get(i), Mode.TRAINING);
            }
            output = inputs[layers.size()];
            long gradient = outputGradient;
            for (int i = layers.size() - 1; i >= 0; i--) {
                gradient = layers.get(i).backward(batch, inputs[i], gradient, weights.get(i), gradients.get(i));
            }
            inputGradient = gradient;
        }

        float[] outputs(int outputs) {
            return staging.download(output, batch.size() * outputs);
        }

        float[] inputGradients() {
            return staging.download(inputGradient, (int) batch.rows() * FEATURES);
        }

        float[] gradients() {
            var all = new float[places.stream().mapToInt(place -> place.length).sum()];
            int at = 0;
            for (int i = 0; i < places.size(); i++) {
                var space = staging.download(gradients.get(i), layers.get(i).spaceSize());
                for (int place : places.get(i)) {
                    all[at++] = space[place];
                }
            }
            return all;
        }
    }

    private static Recurrent network(Cell cell, int layers, boolean bidirectional, Pooling pooling, double dropout) {
        return new Recurrent(cell, layers, UNITS, dropout, 0, bidirectional, pooling);
    }

    /** Below another network, a layer that hands on all its steps is what a layer of the same network is. */
    @ParameterizedTest
    @EnumSource(Cell.class)
    void the_gradient_of_the_input_is_what_the_layer_below_needs(Cell cell) {
        for (boolean bidirectional : new boolean[] {false, true}) {
            for (int[] lengths : List.of(EQUAL, UNEQUAL)) {
                var one = network(cell, 2, bidirectional, Pooling.LAST_STEP, 0);
                // Its pooling, which hands on all steps, is left out.
                var below = network(cell, 1, bidirectional, Pooling.MEAN, 0);
                var above = network(cell, 1, bidirectional, Pooling.LAST_STEP, 0);
                int width = one.outputs();
                try (var queue = standIn.card().queue()) {
                    var whole = List.<CardLayer>of(new RecurrentLayers(queue, one, FEATURES, true));
                    var parts = List.<CardLayer>of(
                            new RecurrentLayers(queue, below, FEATURES, true),
                            new RecurrentLayers(queue, above, width, true));
                    var parameters = random(whole.get(0).parameterCount(), 1);
                    var expected = new Passes(queue, whole, parameters);
                    var found = new Passes(queue, parts, parameters);
                    expected.read(lengths, width, 2);
                    expected.run();
                    found.read(lengths, width, 2);
                    found.run();
                    assertThat(found.outputs(width)).containsExactly(expected.outputs(width), within(1e-6f));
                    assertThat(found.gradients()).containsExactly(expected.gradients(), within(1e-5f));
                    assertThat(found.inputGradients()).containsExactly(expected.inputGradients(), within(1e-6f));
                    assertThat(padding(found.inputGradients(), lengths)).containsOnly(0);
                }
            }
        }
    }

    /** Returns what stands in padding, and a 0. */
    private static float[] padding(float[] values, int[] lengths) {
        int size = lengths.length;
        var padding = new float[values.length + 1];
        for (int i = 0; i < values.length; i++) {
            padding[i] = i / FEATURES / size < lengths[i / FEATURES % size] ? 0 : values[i];
        }
        return padding;
    }

    /** A central difference of the outputs' product with their gradient, of which every step of the input has one. */
    @Test
    void the_gradient_of_the_input_is_that_of_numeric_differences() {
        var network = network(Cell.GRU, 2, true, Pooling.LAST_STEP, 0);
        try (var queue = standIn.card().queue()) {
            var layers = List.<CardLayer>of(new RecurrentLayers(queue, network, FEATURES, true));
            var passes = new Passes(queue, layers, random(layers.get(0).parameterCount(), 1));
            passes.read(UNEQUAL, network.outputs(), 2);
            var gradient = random(UNEQUAL.length * network.outputs(), 3);
            passes.run();
            var found = passes.inputGradients();
            var values = passes.staging.download(passes.x, found.length);
            for (int i = 0; i < values.length; i += 5) {
                var sums = new double[2];
                for (int side = 0; side < 2; side++) {
                    var moved = values.clone();
                    moved[i] += side == 0 ? 1e-2f : -1e-2f;
                    passes.staging.upload(moved, moved.length, passes.x);
                    passes.staging.upload(gradient, gradient.length, passes.outputGradient);
                    passes.run();
                    var outputs = passes.outputs(network.outputs());
                    for (int k = 0; k < outputs.length; k++) {
                        sums[side] += (double) outputs[k] * gradient[k];
                    }
                }
                boolean isPadding = i / FEATURES / UNEQUAL.length >= UNEQUAL[i / FEATURES % UNEQUAL.length];
                double difference = (sums[0] - sums[1]) / 2e-2;
                assertThat((double) found[i]).as("input %d", i).isCloseTo(isPadding ? 0 : difference, within(1e-4));
            }
        }
    }

    @Test
    void without_need_there_is_no_gradient_of_the_input() {
        try (var queue = standIn.card().queue()) {
            var network = network(Cell.LSTM, 1, false, Pooling.LAST_STEP, 0);
            var layers = List.<CardLayer>of(new RecurrentLayers(queue, network, FEATURES, false));
            var passes = new Passes(queue, layers, random(layers.get(0).parameterCount(), 1));
            passes.read(UNEQUAL, UNITS, 2);
            passes.run();
            assertThat(passes.inputGradient).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.4})
    void recorded_passes_compute_other_sequences_as_passes_that_are_called(double dropout) {
        for (var pooling : Pooling.values()) {
            var network = network(Cell.LSTM, 2, true, pooling, dropout);
            int width = network.outputs();
            try (var queue = standIn.card().queue()) {
                var layers = RecurrentLayers.encoder(queue, network, FEATURES, true);
                int count = layers.stream().mapToInt(CardLayer::parameterCount).sum();
                var passes = new Passes(queue, layers, random(count, 1));
                passes.read(EQUAL, width, 2);
                passes.run();
                var recording = queue.record(passes::run).orElseThrow();
                // The last, smaller mini-batch of an epoch.
                passes.read(Arrays.copyOf(EQUAL, 2), width, 4);
                passes.run();
                passes.read(EQUAL, width, 5);
                recording.launch();
                var outputs = passes.outputs(width);
                var gradients = passes.gradients();
                var inputGradients = passes.inputGradients();
                passes.read(EQUAL, width, 5);
                passes.run();
                assertThat(outputs).containsExactly(passes.outputs(width));
                assertThat(gradients).containsExactly(passes.gradients());
                assertThat(inputGradients).containsExactly(passes.inputGradients());
            }
        }
    }

    @Test
    void tensor_cores_may_be_used_where_exactness_is_not_asked_for() {
        try (var queue = new Card(0, false).queue()) {
            var network = network(Cell.GRU, 1, false, Pooling.ATTENTION, 0);
            var layers = RecurrentLayers.encoder(queue, network, FEATURES, false);
            int count = layers.stream().mapToInt(CardLayer::parameterCount).sum();
            var passes = new Passes(queue, layers, random(count, 1));
            passes.read(UNEQUAL, UNITS, 2);
            passes.run();
            assertThat(passes.outputs(UNITS)).doesNotContain(Float.NaN);
        }
    }
}
