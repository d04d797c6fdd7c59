package org.seqnet.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.seqnet.engine.kernel.layer.Dropout;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.network.SeedStream;
import org.seqnet.engine.network.SeedStream.Purpose;
import org.seqnet.engine.sequence.LabelSets;
import org.seqnet.engine.sequence.Targets;

class RecurrentDropoutTest {
    private static final int CLASSES = 3;
    private static final int FEATURES = 5;
    private static final int LAYERS = 3;
    private static final int UNITS = 16;
    private static final double SHARE = 0.4;

    private static Recurrent network(Cell cell) {
        return new Recurrent(cell, LAYERS, UNITS, SHARE, 0);
    }

    private static SeedStream seeds(int skipped) {
        var seeds = new SeedStream(11, Purpose.DROPOUT);
        for (int i = 0; i < skipped; i++) {
            seeds.nextLong();
        }
        return seeds;
    }

    private static float[] gradients(
            LayerStack stack, float[] parameters, float[] values, int[] lengths, int[] labels, SeedStream seeds) {
        var gradients = new float[stack.parameterCount()];
        stack.differentiate(
                parameters,
                new MiniBatch(values, lengths, new Targets(LabelSets.ofClasses(labels)), lengths.length),
                seeds,
                gradients);
        return gradients;
    }

    private static int[] labels(int count) {
        return IntStream.range(0, count).map(i -> i % CLASSES).toArray();
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "GRU")
    void gradients_are_those_of_deeplearning4j_that_drops_the_same(Cell cell) {
        int count = 61;
        int steps = 7;
        var stock = stock(cell, count);
        var parameters = stock.params().dup().toFloatVector();
        var values =
                UniformFloats.of(new Random(1), count * steps * FEATURES, 1).array();
        int[] lengths = IntStream.generate(() -> steps).limit(count).toArray();
        stock.setInput(Nd4j.createFromArray(values).reshape('c', count, steps, FEATURES));
        stock.setLabels(oneHot(labels(count)));
        stock.computeGradientAndScore();
        float[] expected = stock.getFlattenedGradients().dup().toFloatVector();

        try (var stack = Stacks.of(network(cell), FEATURES, CLASSES, 2)) {
            float[] actual = gradients(stack, parameters, values, lengths, labels(count), seeds(0));

            assertThat(actual).containsExactly(expected, within(2e-4f));
            assertThat(norm(expected)).isGreaterThan(1);
        }
    }

    private static double norm(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value * value;
        }
        return Math.sqrt(sum);
    }

    @ParameterizedTest
    @EnumSource
    void sequences_of_different_length_drop_what_each_drops_alone(Cell cell) {
        int count = 33;
        int[] lengths = IntStream.range(0, count).map(i -> 1 + i * 5 % 8).toArray();
        var values = UniformFloats.of(new Random(2), Arrays.stream(lengths).sum() * FEATURES, 1)
                .array();
        int[] labels = labels(count);
        try (var stack = Stacks.of(network(cell), FEATURES, CLASSES, 2)) {
            var parameters =
                    UniformFloats.of(new Random(3), stack.parameterCount(), 0.4).array();
            float[] together = gradients(stack, parameters, values, lengths, labels, seeds(0));
            var sums = new float[together.length];
            int start = 0;
            for (int i = 0; i < count; i++) {
                var own = Arrays.copyOfRange(values, start, start + lengths[i] * FEATURES);
                start += own.length;
                float[] one =
                        gradients(stack, parameters, own, new int[] {lengths[i]}, new int[] {labels[i]}, seeds(i));
                for (int k = 0; k < sums.length; k++) {
                    sums[k] += one[k];
                }
            }

            assertThat(together).containsExactly(sums, within(1e-4f));
        }
    }

    @ParameterizedTest
    @EnumSource
    void any_number_of_threads_drops_the_same(Cell cell) {
        for (int count : new int[] {1, 37, 130}) {
            int[] lengths = IntStream.range(0, count).map(i -> 3 + i % 4).toArray();
            var values = UniformFloats.of(new Random(4), Arrays.stream(lengths).sum() * FEATURES, 1)
                    .array();
            float[] expected = null;
            for (int threads = 1; threads <= 5; threads += 2) {
                try (var stack = Stacks.of(network(cell), FEATURES, CLASSES, threads)) {
                    var parameters = UniformFloats.of(new Random(5), stack.parameterCount(), 0.4)
                            .array();
                    float[] actual = gradients(stack, parameters, values, lengths, labels(count), seeds(0));
                    expected = expected == null ? actual : expected;

                    assertThat(actual).isEqualTo(expected);
                }
            }
        }
    }

    @Test
    void what_is_kept_makes_up_for_what_is_dropped() {
        int count = 100;
        var ones = new float[count * 40];
        Arrays.fill(ones, 1);
        new Dropout(0.3, 1, 2).apply(seedsOf(count), 5, 0, count, ones, 0, 40);

        int kept = 0;
        for (float value : ones) {
            assertThat(value).isIn(0f, (float) (1 / 0.7));
            kept += value > 0 ? 1 : 0;
        }
        // Deviation of the share: sqrt(0.7 * 0.3 / 4000) = 0.007.
        assertThat((double) kept / ones.length).isCloseTo(0.7, within(0.03));
    }

    @Test
    void each_layer_step_and_sequence_drops_others() {
        assertThat(Arrays.asList(mask(0, 0, 0), mask(1, 0, 0), mask(2, 0, 0), mask(0, 1, 0), mask(0, 0, 1)))
                .doesNotHaveDuplicates();
    }

    private static String mask(int layer, int step, int sequence) {
        var row = new float[64];
        Arrays.fill(row, 1);
        new Dropout(0.5, layer, 3).apply(seedsOf(2), step, sequence, sequence + 1, row, 0, 64);
        return Arrays.toString(row);
    }

    private static long[] seedsOf(int count) {
        var seeds = seeds(0);
        var drawn = new long[count];
        Arrays.setAll(drawn, n -> seeds.nextLong());
        return drawn;
    }

    private static INDArray oneHot(int[] labels) {
        var array = Nd4j.zeros(DataType.FLOAT, labels.length, CLASSES);
        for (int i = 0; i < labels.length; i++) {
            array.putScalar(i, labels[i], 1);
        }
        return array;
    }

    private static MultiLayerNetwork stock(Cell cell, int count) {
        var list = new NeuralNetConfiguration.Builder()
                .seed(7)
                .dataType(DataType.FLOAT)
                .list();
        for (int i = 0; i < LAYERS; i++) {
            var layer = layer(cell, i == 0 ? FEATURES : UNITS);
            list.layer(i < LAYERS - 1 ? layer : new LastTimeStep(layer)).layer(new DropoutLayer.Builder(0.5).build());
        }
        var network = new MultiLayerNetwork(list.layer(new OutputLayer.Builder(LossFunction.MCXENT)
                        .nIn(UNITS)
                        .nOut(CLASSES)
                        .activation(Activation.SOFTMAX)
                        .build())
                .build());
        network.init();
        for (int i = 0; i < LAYERS; i++) {
            var dropout = new SameDropout(new Dropout(SHARE, i, LAYERS), seedsOf(count));
            network.getLayer(2 * i + 1).conf().getLayer().setIDropout(dropout);
        }
        return network;
    }

    private static BaseRecurrentLayer layer(Cell cell, int inputs) {
        BaseRecurrentLayer.Builder<?> builder = cell == Cell.LSTM ? new LSTM.Builder() : new SimpleRnn.Builder();
        builder.dataFormat(RNNFormat.NWC)
                .nIn(inputs)
                .nOut(UNITS)
                .activation(cell == Cell.RNN_RELU ? Activation.RELU : Activation.TANH);
        return builder.build();
    }

    /** Drops in Deeplearning4j what {@link Dropout} drops behind a layer: all steps, or the last one alone. */
    private static final class SameDropout implements IDropout {
        private static final long serialVersionUID = 1;

        private final transient Dropout dropout;
        private final long[] seeds;

        SameDropout(Dropout dropout, long[] seeds) {
            this.dropout = dropout;
            this.seeds = seeds;
        }

        private INDArray mask(INDArray like) {
            int count = (int) like.size(0);
            boolean last = like.rank() == 2;
            int steps = last ? 1 : (int) like.size(1);
            var mask = new float[count * steps * UNITS];
            Arrays.fill(mask, 1);
            for (int n = 0; n < count; n++) {
                for (int t = 0; t < steps; t++) {
                    dropout.apply(seeds, last ? 6 : t, n, n + 1, mask, (n * steps + t) * UNITS, UNITS);
                }
            }
            return Nd4j.createFromArray(mask).reshape('c', like.shape());
        }

        @Override
        public INDArray applyDropout(
                INDArray input, INDArray result, int iteration, int epoch, LayerWorkspaceMgr workspaces) {
            return input.muli(mask(input), result);
        }

        @Override
        public INDArray backprop(INDArray outputGradient, INDArray inputGradient, int iteration, int epoch) {
            return outputGradient.muli(mask(outputGradient), inputGradient);
        }

        @Override
        public void clear() {}

        @Override
        public IDropout clone() {
            return this;
        }
    }
}
