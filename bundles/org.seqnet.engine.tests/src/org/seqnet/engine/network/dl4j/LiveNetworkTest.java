package org.seqnet.engine.network.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.seqnet.engine.options.LearnedLayers.ALL;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;
import org.seqnet.engine.backend.Backend;
import org.seqnet.engine.kernel.MiniBatch;
import org.seqnet.engine.kernel.NetworkKernel;
import org.seqnet.engine.kernel.Precision;
import org.seqnet.engine.kernel.SequenceSource;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.network.SeedStream;
import org.seqnet.engine.network.SeedStream.Purpose;
import org.seqnet.engine.network.StartWeights;
import org.seqnet.engine.sequence.InputForm;
import org.seqnet.engine.sequence.LabelSets;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.sequence.Sequences;
import org.seqnet.engine.sequence.Targets;
import org.seqnet.engine.tensor.Tensor;

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
        var loss = new ClassCrossEntropy();
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
            var outcome = live.differentiate(problem.batch());
            float[] actual = live.gradients();
            float[] probabilities = problem.classify(live);

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
    @EnumSource(mode = Mode.EXCLUDE, names = "GRU")
    void layer_by_layer_gives_the_gradients_and_outputs_of_all_at_once(Cell cell) {
        var problem = Problem.of(cell, 33, 6, 5, 16, 3);
        try (var stack = problem.stack();
                var judge = problem.judge()) {
            var expected = new float[stack.parameterCount()];
            var gradients = new float[stack.parameterCount()];
            var expectedOutcome = stack.differentiate(problem.parameters(), problem.batch(), dropout(1), expected);
            var outcome = judge.differentiate(problem.parameters(), problem.batch(), dropout(1), gradients);

            assertThat(outcome.lossSum()).isCloseTo(expectedOutcome.lossSum(), within(1e-4));
            assertThat(outcome.correct()).isEqualTo(expectedOutcome.correct());
            assertThat(gradients).containsExactly(expected, within(1e-4f));
            assertThat(predict(judge, problem)).containsExactly(predict(stack, problem), within(rounding(cell)));
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "GRU")
    void layer_by_layer_gives_the_gradients_and_outputs_of_each_sequence_alone(Cell cell) {
        var equal = Problem.of(cell, 33, 9, 5, 16, 3);
        var lengths = new int[33];
        Arrays.setAll(lengths, i -> i == 4 ? 9 : 1 + i * 5 % 8);
        var problem = equal.withLengths(lengths);
        try (var stack = problem.stack();
                var judge = problem.judge()) {
            // A full mini-batch before and after: no mask stays behind.
            var before = gradients(judge, equal, dropout(1));
            var actual = gradients(judge, problem, dropout(1));
            var output = predict(judge, problem);
            assertThat(gradients(judge, equal, dropout(1))).isEqualTo(before);

            var sums = new float[actual.length];
            int start = 0;
            for (int i = 0; i < 33; i++) {
                var values = Arrays.copyOfRange(problem.values, start, start + lengths[i] * 5);
                start += values.length;
                var alone = new Problem(
                        problem.encoder, problem.shape, 1, values, new int[] {problem.labels[i]}, new int[] {lengths[i]
                        });
                var one = gradients(stack, alone, dropout(1));
                for (int k = 0; k < sums.length; k++) {
                    sums[k] += one[k];
                }
                assertThat(Arrays.copyOfRange(output, i * CLASSES, (i + 1) * CLASSES))
                        .containsExactly(predict(stack, alone), within(rounding(cell)));
            }
            assertThat(actual).containsExactly(sums, within(1e-4f));
        }
    }

    /** Rectified units have no bound as squashed ones have; single precision rounds their sums by their size. */
    private static float rounding(Cell cell) {
        return cell == Cell.RNN_RELU ? 1e-5f : 1e-6f;
    }

    private static SeedStream dropout(int epoch) {
        return new SeedStream(3, Purpose.DROPOUT, epoch);
    }

    private static float[] gradients(NetworkKernel kernel, Problem problem, SeedStream dropout) {
        var gradients = new float[kernel.parameterCount()];
        kernel.differentiate(problem.parameters(), problem.batch(), dropout, gradients);
        return gradients;
    }

    private static float[] predict(NetworkKernel kernel, Problem problem) {
        var output = new float[problem.n * CLASSES];
        kernel.load(problem.parameters());
        kernel.predict(problem.source(), problem.lengths, problem.n, output, 0);
        return output;
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "GRU")
    void dropout_depends_on_the_epoch_bears_any_length_and_ends_with_training(Cell cell) {
        var lengths = new int[20];
        Arrays.setAll(lengths, i -> 1 + i % 9);
        var plain = Problem.of(cell, 20, 9, 5, 16, 2).withLengths(lengths);
        var dropping = new Recurrent(cell, 2, 16, 0.5, cell.hasForgetGates() ? 1 : 0);
        var problem = new Problem(dropping, plain.shape, 20, plain.values, plain.labels, lengths);
        try (var undropped = plain.stack();
                var stack = problem.stack();
                var judge = problem.judge()) {
            var expected = predict(undropped, plain);
            for (var kernel : List.of(stack, judge)) {
                var epoch = dropout(1);
                var first = gradients(kernel, problem, epoch);
                var second = gradients(kernel, problem, epoch);
                assertThat(gradients(kernel, problem, dropout(1)))
                        .isEqualTo(first)
                        .isNotEqualTo(second);
                assertThat(gradients(kernel, problem, dropout(2))).isNotEqualTo(first);
                assertThat(predict(kernel, problem)).containsExactly(expected, within(rounding(cell)));
            }
        }
    }

    @Test
    void what_a_network_in_training_drops_depends_on_seed_and_epoch_alone() {
        var plain = Problem.of(Cell.LSTM, 20, 9, 5, 16, 2);
        var dropping = new Recurrent(Cell.LSTM, 2, 16, 0.5, 1);
        var problem = new Problem(dropping, plain.shape, 20, plain.values, plain.labels, plain.lengths);
        try (var live = LiveNetwork.toTrain(
                problem.architecture(), problem.shape, problem.parameters(), 3, 2, ALL, Precision.SINGLE)) {
            live.beginEpoch(2);
            live.differentiate(problem.batch());
            var second = live.gradients().clone();
            live.beginEpoch(1);
            live.differentiate(problem.batch());
            assertThat(live.gradients()).isNotEqualTo(second);
            live.beginEpoch(2);
            live.differentiate(problem.batch());
            assertThat(live.gradients()).isEqualTo(second);
        }
    }

    @Test
    void hits_are_counted() {
        var problem = Problem.of(Cell.LSTM, 9, 4, 3, 5, 1);
        try (var live = problem.live()) {
            float[] probabilities = problem.classify(live);
            int expected = 0;
            for (int row = 0; row < 9; row++) {
                int best = 0;
                for (int k = 1; k < CLASSES; k++) {
                    best = probabilities[row * CLASSES + k] > probabilities[row * CLASSES + best] ? k : best;
                }
                expected += best == problem.labels[row] ? 1 : 0;
            }

            assertThat(live.differentiate(problem.batch()).correct()).isEqualTo(expected);
        }
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

    @Test
    void a_gru_has_a_bias_more_than_gates() {
        try (var live = Problem.of(Cell.GRU, 1, 2, 3, 4, 2).live()) {
            assertThat(live.parameterRanges().weights())
                    .containsExactly(
                            new ParameterRanges.Range(0, 36),
                            new ParameterRanges.Range(36, 84),
                            new ParameterRanges.Range(100, 148),
                            new ParameterRanges.Range(148, 196),
                            new ParameterRanges.Range(212, 224));
            assertThat(live.parameterRanges().count()).isEqualTo(227);
        }
    }

    /** A mini-batch of noise and a network to run it through. */
    private record Problem(Recurrent encoder, SequenceShape shape, int n, float[] values, int[] labels, int[] lengths) {
        static Problem of(Cell cell, int n, int t, int f, int h, int layers) {
            var stream = new SeedStream(n * 31L + t, Purpose.ORDER);
            var values = new float[n * t * f];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) (2 * stream.nextDouble() - 1);
            }
            var labels =
                    IntStream.generate(() -> stream.nextInt(CLASSES)).limit(n).toArray();
            var encoder = new Recurrent(cell, layers, h, 0, cell.hasForgetGates() ? 1 : 0);
            var lengths = IntStream.generate(() -> t).limit(n).toArray();
            return new Problem(encoder, new SequenceShape(t, f), n, values, labels, lengths);
        }

        Problem withLengths(int[] others) {
            return new Problem(encoder, shape, n, values, labels, others);
        }

        MiniBatch batch() {
            return new MiniBatch(values, lengths, new Targets(LabelSets.ofClasses(labels)), n);
        }

        SequenceSource source() {
            var starts = new int[n + 1];
            for (int i = 0; i < n; i++) {
                starts[i + 1] = starts[i] + lengths[i] * shape.features();
            }
            return (index, target, at) ->
                    System.arraycopy(values, starts[index], target, at, starts[index + 1] - starts[index]);
        }

        NetworkKernel stack() {
            return NetworkKernel.ofProcessor(architecture(), shape, 2, 0, Precision.SINGLE);
        }

        NetworkKernel judge() {
            return new DeeplearningKernel(architecture(), shape);
        }

        float[] classify(LiveNetwork live) {
            var packer = Sequences.packer(shape, InputForm.SEQUENCES, "");
            for (int i = 0; i < n; i++) {
                var one = Arrays.copyOfRange(values, i * shape.values(), (i + 1) * shape.values());
                packer.add(Tensor.ofFloats(shape.toShape(), one));
            }
            var probabilities = new float[n * CLASSES];
            live.classify(packer.build(), 0, n, 1000, probabilities, () -> false);
            return probabilities;
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
