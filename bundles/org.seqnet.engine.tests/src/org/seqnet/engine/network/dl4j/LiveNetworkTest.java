package org.seqnet.engine.network.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;
import org.seqnet.engine.backend.Backend;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.network.SeedStream;
import org.seqnet.engine.network.SeedStream.Purpose;
import org.seqnet.engine.network.StartWeights;
import org.seqnet.engine.sequence.SequenceShape;

class LiveNetworkTest {
    private static final int CLASSES = 3;

    @BeforeAll
    static void start() {
        Backend.start();
    }

    @ParameterizedTest(name = "{0} N={1} T={2} F={3} H={4} layers={5}")
    @CsvSource({
        "LSTM,1,1,1,1,1",
        "LSTM,1,5,3,2,2",
        "LSTM,7,1,3,2,1",
        "LSTM,4,3,3,2,2",
        "LSTM,2,2,1,2,3",
        "RNN_TANH,1,1,1,1,1",
        "RNN_TANH,1,5,3,2,2",
        "RNN_TANH,4,3,3,2,2",
        "RNN_RELU,1,5,3,2,2",
        "RNN_RELU,7,1,3,2,1",
        "RNN_RELU,4,3,3,2,2"
    })
    void gradients_agree_with_numeric_differences_in_double_precision(
            Cell cell, int n, int t, int f, int h, int layers) {
        var problem = Problem.of(cell, n, t, f, h, layers);
        var network = problem.stock(DataType.DOUBLE);
        var loss = new CrossEntropy();
        ((OutputLayer) network.getOutputLayer().conf().getLayer()).setLossFn(loss);

        network.computeGradientAndScore();
        var gradients = network.getFlattenedGradients().dup();

        for (long i = 0; i < gradients.length(); i++) {
            double numeric = numericDifference(network, loss, i);
            assertThat(gradients.getDouble(i))
                    .as("parameter " + i)
                    .isCloseTo(numeric, within(1e-6 + 1e-5 * Math.abs(numeric)));
        }
    }

    private static double numericDifference(MultiLayerNetwork network, CrossEntropy loss, long i) {
        double step = 1e-5;
        var parameters = network.params();
        double value = parameters.getDouble(i);
        parameters.putScalar(i, value + step);
        network.computeGradientAndScore();
        double above = loss.lossSum();
        parameters.putScalar(i, value - step);
        network.computeGradientAndScore();
        double below = loss.lossSum();
        parameters.putScalar(i, value);
        return (above - below) / (2 * step);
    }

    @ParameterizedTest(name = "{0} N={1} T={2} F={3} H={4} layers={5}")
    @CsvSource({
        "LSTM,1,1,1,1,1",
        "LSTM,1,5,3,2,2",
        "LSTM,33,1,3,2,1",
        "LSTM,32,6,5,16,2",
        "LSTM,5,28,28,24,2",
        "RNN_TANH,1,1,1,1,1",
        "RNN_TANH,32,6,5,16,2",
        "RNN_TANH,5,28,28,24,2",
        "RNN_RELU,33,1,3,2,1",
        "RNN_RELU,32,6,5,16,2",
        "RNN_RELU,5,9,28,24,2"
    })
    void live_gradients_and_outputs_are_those_of_stock_deeplearning4j(
            Cell cell, int n, int t, int f, int h, int layers) {
        var problem = Problem.of(cell, n, t, f, h, layers);
        var stock = problem.stock(DataType.DOUBLE);
        stock.computeGradientAndScore();
        var expected = stock.getFlattenedGradients().toDoubleVector();
        double scale = stock.getFlattenedGradients().norm2Number().doubleValue() / Math.sqrt(expected.length);
        var output = stock.output(problem.features(DataType.DOUBLE)).toDoubleMatrix();

        try (var live = problem.live()) {
            var outcome = live.differentiate(problem.values, problem.lengths(), problem.labels, n);
            var actual = new float[live.parameterCount()];
            FloatArrays.get(live.gradients(), actual, actual.length);
            var probabilities = new float[n * CLASSES];
            live.classify(problem.values, problem.lengths(), n, probabilities, 0);

            assertThat(outcome.lossSum() / n).isCloseTo(stock.score(), within(1e-5));
            for (int i = 0; i < actual.length; i++) {
                assertThat((double) actual[i])
                        .as("parameter " + i)
                        .isCloseTo(expected[i], within(1e-5 * (scale + Math.abs(expected[i]))));
            }
            for (int i = 0; i < probabilities.length; i++) {
                assertThat((double) probabilities[i]).isCloseTo(output[i / CLASSES][i % CLASSES], within(3e-6));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void layer_by_layer_gives_the_gradients_and_outputs_of_all_at_once(Cell cell) {
        var problem = Problem.of(cell, 33, 6, 5, 16, 3);
        var network = problem.stock(DataType.FLOAT);
        var expected = new float[(int) network.numParams()];
        var expectedOutput = new float[33 * CLASSES];
        BatchOutcome expectedOutcome;
        try (var live = problem.live()) {
            expectedOutcome = live.differentiate(problem.values, problem.lengths(), problem.labels, 33);
            FloatArrays.get(live.gradients(), expected, expected.length);
            live.classify(problem.values, problem.lengths(), 33, expectedOutput, 0);
        }

        try (var layers = new LayerPasses(network, problem.architecture(), problem.shape, 0)) {
            var outcome = layers.differentiate(problem.values, problem.lengths(), problem.labels, 33);
            var gradients = new float[expected.length];
            FloatArrays.get(layers.gradients(), gradients, gradients.length);
            var output = new float[33 * CLASSES];
            layers.classify(problem.values, problem.lengths(), 33, output, 0);

            assertThat(outcome.lossSum()).isCloseTo(expectedOutcome.lossSum(), within(1e-4));
            assertThat(outcome.correct()).isEqualTo(expectedOutcome.correct());
            assertThat(gradients).containsExactly(expected, within(1e-4f));
            assertThat(output).containsExactly(expectedOutput, within(rounding(cell)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void layer_by_layer_gives_the_gradients_and_outputs_of_each_sequence_alone(Cell cell) {
        var problem = Problem.of(cell, 33, 9, 5, 16, 3);
        var network = problem.stock(DataType.FLOAT);
        var lengths = new int[33];
        Arrays.setAll(lengths, i -> i == 4 ? 9 : 1 + i * 5 % 8);
        try (var live = problem.live();
                var layers = new LayerPasses(network, problem.architecture(), problem.shape, 0)) {
            // A full mini-batch before and after: no mask stays behind.
            var before = gradients(layers, problem.values, problem.lengths(), problem.labels, 33);
            var actual = gradients(layers, problem.values, lengths, problem.labels, 33);
            var output = new float[33 * CLASSES];
            layers.classify(problem.values, lengths, 33, output, 0);
            assertThat(gradients(layers, problem.values, problem.lengths(), problem.labels, 33))
                    .isEqualTo(before);

            var sums = new float[actual.length];
            int start = 0;
            for (int i = 0; i < 33; i++) {
                var values = Arrays.copyOfRange(problem.values, start, start + lengths[i] * 5);
                start += values.length;
                var length = new int[] {lengths[i]};
                live.differentiate(values, length, new int[] {problem.labels[i]}, 1);
                var one = new float[sums.length];
                FloatArrays.get(live.gradients(), one, one.length);
                for (int k = 0; k < sums.length; k++) {
                    sums[k] += one[k];
                }
                var alone = new float[CLASSES];
                live.classify(values, length, 1, alone, 0);
                assertThat(Arrays.copyOfRange(output, i * CLASSES, (i + 1) * CLASSES))
                        .containsExactly(alone, within(rounding(cell)));
            }
            assertThat(actual).containsExactly(sums, within(1e-4f));
        }
    }

    /** Rectified units have no bound as squashed ones have; single precision rounds their sums by their size. */
    private static float rounding(Cell cell) {
        return cell == Cell.RNN_RELU ? 1e-5f : 1e-6f;
    }

    private static float[] gradients(Passes passes, float[] values, int[] lengths, int[] labels, int count) {
        passes.differentiate(values, lengths, labels, count);
        var gradients = new float[Math.toIntExact(passes.gradients().length())];
        FloatArrays.get(passes.gradients(), gradients, gradients.length);
        return gradients;
    }

    @ParameterizedTest
    @EnumSource
    void dropout_depends_on_the_epoch_bears_any_length_and_ends_with_training(Cell cell) {
        var plain = Problem.of(cell, 20, 9, 5, 16, 2);
        var dropping = new Recurrent(cell, 2, 16, 0.5, cell.hasForgetGates() ? 1 : 0);
        var problem = new Problem(dropping, plain.shape, 20, plain.values, plain.labels);
        var lengths = new int[20];
        Arrays.setAll(lengths, i -> 1 + i % 9);
        var network = problem.stock(DataType.FLOAT);
        var expected = new float[20 * CLASSES];
        try (var live = plain.live()) {
            live.classify(problem.values, lengths, 20, expected, 0);
        }
        try (var fused = new RecurrentPasses(network.params().dup(), dropping, 5, CLASSES, 3, 2);
                var layers = new LayerPasses(network, problem.architecture(), problem.shape, 3)) {
            for (var passes : List.of(fused, layers)) {
                passes.beginEpoch(1);
                var first = gradients(passes, problem.values, lengths, problem.labels, 20);
                var second = gradients(passes, problem.values, lengths, problem.labels, 20);
                passes.beginEpoch(1);
                assertThat(gradients(passes, problem.values, lengths, problem.labels, 20))
                        .isEqualTo(first)
                        .isNotEqualTo(second);
                passes.beginEpoch(2);
                assertThat(gradients(passes, problem.values, lengths, problem.labels, 20))
                        .isNotEqualTo(first);

                var output = new float[20 * CLASSES];
                passes.takeParameters();
                passes.classify(problem.values, lengths, 20, output, 0);
                assertThat(output).containsExactly(expected, within(rounding(cell)));
            }
        }
    }

    @Test
    void hits_are_counted() {
        var problem = Problem.of(Cell.LSTM, 9, 4, 3, 5, 1);
        try (var live = problem.live()) {
            var probabilities = new float[9 * CLASSES];
            live.classify(problem.values, problem.lengths(), 9, probabilities, 0);
            int expected = 0;
            for (int row = 0; row < 9; row++) {
                int best = 0;
                for (int k = 1; k < CLASSES; k++) {
                    best = probabilities[row * CLASSES + k] > probabilities[row * CLASSES + best] ? k : best;
                }
                expected += best == problem.labels[row] ? 1 : 0;
            }

            assertThat(live.differentiate(problem.values, problem.lengths(), problem.labels, 9)
                            .correct())
                    .isEqualTo(expected);
        }
    }

    @Test
    void start_weights_stand_where_deeplearning4j_expects_them() {
        var architecture = new Architecture(new Recurrent(Cell.LSTM, 2, 20, 0.5, 1), new Classes(5));
        var shape = new SequenceShape(4, 30);
        var weights = StartWeights.of(architecture, shape, 1);
        var network = new MultiLayerNetwork(Configurations.of(architecture, shape, new NoOp(), 0, DataType.FLOAT));
        network.init(Nd4j.createFromArray(weights), false);

        assertThat(network.numParams())
                .isEqualTo(architecture.parameterCount(shape))
                .isEqualTo(weights.length);
        // Layers: lstm1, dropout1, lstm2 (last step), dropout2, output.
        for (var bias : new String[] {"0_b", "2_b"}) {
            var values = network.getParam(bias).dup().toFloatVector();
            for (int i = 0; i < values.length; i++) {
                assertThat(values[i]).as(bias + " " + i).isEqualTo(i >= 20 && i < 40 ? 1f : 0f);
            }
        }
        assertThat(network.getParam("4_b").sumNumber().doubleValue()).isZero();
        assertThat(deviation(network.getParam("0_W"))).isCloseTo(Math.sqrt(2.0 / 70), within(0.01));
        assertThat(deviation(network.getParam("0_RW"))).isCloseTo(Math.sqrt(2.0 / 70), within(0.01));
        assertThat(deviation(network.getParam("2_RW"))).isCloseTo(Math.sqrt(2.0 / 60), within(0.01));
        assertThat(deviation(network.getParam("4_W"))).isCloseTo(Math.sqrt(2.0 / 25), within(0.05));
    }

    /** 601 units are more than one orthogonal matrix is made for, and no multiple of what several have. */
    @ParameterizedTest
    @ValueSource(ints = {1, 20, 512, 601})
    void tanh_layers_start_with_orthogonal_recurrent_weights(int units) {
        var network = started(new Recurrent(Cell.RNN_TANH, 2, units, 0, 0));

        for (var name : new String[] {"0_RW", "1_RW"}) {
            var weights = network.getParam(name).castTo(DataType.DOUBLE);
            var product = weights.transpose().mmul(weights);
            assertThat(product.equalsWithEps(Nd4j.eye(units).castTo(DataType.DOUBLE), 1e-6))
                    .as(name)
                    .isTrue();
        }
    }

    @Test
    void each_tanh_layer_starts_with_weights_of_its_own() {
        var network = started(new Recurrent(Cell.RNN_TANH, 2, 20, 0, 0));

        assertThat(network.getParam("0_RW").dup('c').data().asFloat())
                .isNotEqualTo(network.getParam("1_RW").dup('c').data().asFloat());
        assertThat(deviation(network.getParam("0_RW"))).isCloseTo(Math.sqrt(1.0 / 20), within(0.01));
        assertThat(deviation(network.getParam("0_W"))).isCloseTo(Math.sqrt(2.0 / 50), within(0.01));
        assertThat(deviation(network.getParam("1_W"))).isCloseTo(Math.sqrt(2.0 / 40), within(0.02));
    }

    @Test
    void relu_layers_start_with_the_identity_between_steps() {
        var network = started(new Recurrent(Cell.RNN_RELU, 2, 20, 0, 0));

        for (var name : new String[] {"0_RW", "1_RW"}) {
            assertThat(network.getParam(name).dup('c').data().asFloat())
                    .isEqualTo(Nd4j.eye(20).dup('c').data().asFloat());
        }
    }

    private static MultiLayerNetwork started(Recurrent encoder) {
        var architecture = new Architecture(encoder, new Classes(5));
        var shape = new SequenceShape(4, 30);
        var weights = StartWeights.of(architecture, shape, 1);
        var network = new MultiLayerNetwork(Configurations.of(architecture, shape, new NoOp(), 0, DataType.FLOAT));
        network.init(Nd4j.createFromArray(weights), false);

        assertThat(network.numParams())
                .isEqualTo(architecture.parameterCount(shape))
                .isEqualTo(weights.length);
        for (var bias : new String[] {"0_b", "1_b", "2_b"}) {
            assertThat(network.getParam(bias).dup().toFloatVector()).containsOnly(0f);
        }
        return network;
    }

    private static double deviation(INDArray values) {
        return values.stdNumber(false).doubleValue();
    }

    @Test
    void weights_are_told_from_biases() {
        try (var live = Problem.of(Cell.LSTM, 1, 2, 3, 4, 2).live()) {
            assertThat(live.parameterRanges().weights())
                    .containsExactly(
                            new ParameterRanges.Range(0, 48),
                            new ParameterRanges.Range(48, 112),
                            new ParameterRanges.Range(128, 192),
                            new ParameterRanges.Range(192, 256),
                            new ParameterRanges.Range(272, 284));
            assertThat(live.parameterRanges().count()).isEqualTo(287);
        }
    }

    @Test
    void weights_of_simple_cells_are_told_from_biases_too() {
        try (var live = Problem.of(Cell.RNN_RELU, 1, 2, 3, 4, 2).live()) {
            assertThat(live.parameterRanges().weights())
                    .containsExactly(
                            new ParameterRanges.Range(0, 12),
                            new ParameterRanges.Range(12, 28),
                            new ParameterRanges.Range(32, 48),
                            new ParameterRanges.Range(48, 64),
                            new ParameterRanges.Range(68, 80));
            assertThat(live.parameterRanges().count()).isEqualTo(83);
        }
    }

    /** A mini-batch of noise and a network to run it through. */
    private record Problem(Recurrent encoder, SequenceShape shape, int n, float[] values, int[] labels) {
        static Problem of(Cell cell, int n, int t, int f, int h, int layers) {
            var stream = new SeedStream(n * 31L + t, Purpose.ORDER);
            var values = new float[n * t * f];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) (2 * stream.nextDouble() - 1);
            }
            var labels = new int[n];
            for (int i = 0; i < n; i++) {
                labels[i] = stream.nextInt(CLASSES);
            }
            var encoder = new Recurrent(cell, layers, h, 0, cell.hasForgetGates() ? 1 : 0);
            return new Problem(encoder, new SequenceShape(t, f), n, values, labels);
        }

        int[] lengths() {
            var all = new int[n];
            Arrays.fill(all, shape.timeSteps());
            return all;
        }

        /** Returns start parameters moved a little: with biases of 0, ReLU may stand right on its kink. */
        Architecture architecture() {
            return new Architecture(encoder, new Classes(CLASSES));
        }

        float[] parameters() {
            var parameters = StartWeights.of(architecture(), shape, 5);
            var stream = new SeedStream(7, Purpose.ORDER);
            for (int i = 0; i < parameters.length; i++) {
                parameters[i] += (float) (0.2 * stream.nextDouble() - 0.1);
            }
            return parameters;
        }

        LiveNetwork live() {
            return LiveNetwork.of(architecture(), shape, parameters(), 2);
        }

        INDArray features(DataType type) {
            return Nd4j.createFromArray(values)
                    .reshape(n, shape.timeSteps(), shape.features())
                    .castTo(type);
        }

        /** Returns the plain Deeplearning4j network with this mini-batch set. */
        MultiLayerNetwork stock(DataType type) {
            var network = new MultiLayerNetwork(Configurations.of(architecture(), shape, new NoOp(), 0, type));
            network.init(Nd4j.createFromArray(parameters()).castTo(type), false);
            var targets = Nd4j.zeros(type, n, CLASSES);
            for (int i = 0; i < n; i++) {
                targets.putScalar(i, labels[i], 1);
            }
            network.setInput(features(type));
            network.setLabels(targets);
            return network;
        }
    }
}
