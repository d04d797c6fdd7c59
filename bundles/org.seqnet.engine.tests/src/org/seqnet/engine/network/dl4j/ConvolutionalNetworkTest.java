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
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;
import org.seqnet.engine.backend.Backend;
import org.seqnet.engine.kernel.MiniBatch;
import org.seqnet.engine.kernel.NetworkKernel;
import org.seqnet.engine.kernel.Precision;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.ConvolutionBlock;
import org.seqnet.engine.network.Convolutional;
import org.seqnet.engine.network.SeedStream;
import org.seqnet.engine.network.SeedStream.Purpose;
import org.seqnet.engine.network.StartWeights;
import org.seqnet.engine.sequence.LabelSets;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.sequence.Targets;

class ConvolutionalNetworkTest {
    private static final int CLASSES = 3;

    @BeforeAll
    static void start() {
        Backend.start();
    }

    @ParameterizedTest(name = "N={0} {1}x{2}x{3} kernel={4} stride={5} pooling={6} blocks={7} normalized={8}")
    @CsvSource({
        "1,1,1,1,1,1,1,1,false",
        "5,7,6,1,3,1,2,2,false",
        "4,6,5,3,3,2,1,2,false",
        "3,9,9,2,5,1,3,1,false",
        "5,7,6,1,3,1,2,2,true",
        "4,6,5,3,3,2,1,2,true",
        "3,9,9,2,5,1,3,1,true"
    })
    void gradients_agree_with_numeric_differences_in_double_precision(
            int n,
            int height,
            int width,
            int channels,
            int kernel,
            int stride,
            int pooling,
            int blocks,
            boolean normalized) {
        var problem = Problem.of(n, height, width, channels, kernel, stride, pooling, blocks, normalized);
        var network = problem.stock(DataType.DOUBLE);
        var loss = new ClassCrossEntropy();
        ((OutputLayer) network.getOutputLayer().conf().getLayer()).setLossFn(loss);

        network.computeGradientAndScore();
        var gradients = network.getFlattenedGradients().dup();

        long step = 1 + gradients.length() / 100;
        var statistics = ParameterRanges.of(network).statistics();
        for (long i = 0; i < gradients.length(); i += step) {
            long parameter = i;
            if (statistics.stream().anyMatch(range -> range.from() <= parameter && parameter < range.to())) {
                continue;
            }
            double numeric = numericDifference(network, loss, i);
            assertThat(gradients.getDouble(i))
                    .as("parameter " + i)
                    .isCloseTo(numeric, within(1e-6 + 1e-5 * Math.abs(numeric)));
        }
    }

    private static double numericDifference(MultiLayerNetwork network, CrossEntropy loss, long i) {
        double step = 1e-6;
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

    @ParameterizedTest(name = "N={0} {1}x{2}x{3} kernel={4} stride={5} pooling={6} blocks={7} normalized={8}")
    @CsvSource({
        "1,1,1,1,1,1,1,1,false",
        "5,7,6,1,3,1,2,2,false",
        "14,6,5,3,3,2,1,2,false",
        "30,9,9,2,5,1,3,1,false",
        "25,28,28,1,3,1,2,2,false",
        "13,12,12,1,3,1,1,4,false",
        "1,1,1,1,1,1,1,1,true",
        "1,7,6,1,3,1,2,2,true",
        "14,6,5,3,3,2,1,2,true",
        "30,9,9,2,5,1,3,1,true",
        "25,28,28,1,3,1,2,2,true",
        "13,12,12,1,3,1,1,4,true"
    })
    void live_gradients_and_outputs_are_those_of_stock_deeplearning4j(
            int n,
            int height,
            int width,
            int channels,
            int kernel,
            int stride,
            int pooling,
            int blocks,
            boolean normalized) {
        var problem = Problem.of(n, height, width, channels, kernel, stride, pooling, blocks, normalized);
        var stock = problem.stock(DataType.DOUBLE);
        stock.computeGradientAndScore();
        var expected = stock.getFlattenedGradients().toDoubleVector();
        double scale = stock.getFlattenedGradients().norm2Number().doubleValue() / Math.sqrt(expected.length);
        var output = stock.output(problem.features(DataType.DOUBLE)).toDoubleMatrix();

        try (var stack = problem.stack();
                var judge = problem.judge()) {
            var actual = new float[stack.parameterCount()];
            var outcome = stack.differentiate(problem.parameters(), problem.batch(), dropout(1), actual);
            float[] probabilities = predict(stack, problem, problem.parameters());

            for (int i = 0; i < expected.length; i++) {
                assertThat((double) actual[i])
                        .as("gradient " + i)
                        .isCloseTo(expected[i], within(1e-3 * Math.abs(expected[i]) + 1e-3 * scale));
            }
            for (int i = 0; i < probabilities.length; i++) {
                assertThat((double) probabilities[i]).isCloseTo(output[i / CLASSES][i % CLASSES], within(1e-5));
            }
            assertThat(outcome.lossSum() / n).isCloseTo(stock.score(), within(1e-4));

            assertThat(predict(judge, problem, problem.parameters())).containsExactly(probabilities, within(1e-5f));
            var judged = judge.differentiate(problem.parameters(), problem.batch(), dropout(1), actual);
            assertThat(judged.lossSum()).isCloseTo(outcome.lossSum(), within(1e-3));
            assertThat(judged.correct()).isEqualTo(outcome.correct());
        }
    }

    @Test
    void what_is_dropped_depends_on_the_stream_alone_with_stock_layers_too() {
        var plain = Problem.of(20, 9, 8, 2, 3, 1, 2, 2, true);
        var blocks =
                List.of(new ConvolutionBlock(3, 3, 1, 2, true, 0.25), new ConvolutionBlock(3, 3, 1, 2, false, 0.5));
        var dropping = new Convolutional(2, blocks, 6, 0.5);
        var problem = new Problem(dropping, plain.shape, 20, plain.values, plain.labels);
        try (var stack = problem.stack();
                var judge = problem.judge()) {
            for (var kernel : List.of(stack, judge)) {
                var epoch = dropout(1);
                var first = gradients(kernel, problem, problem.parameters(), epoch);
                var second = gradients(kernel, problem, problem.parameters(), epoch);
                assertThat(gradients(kernel, problem, problem.parameters(), dropout(1)))
                        .isEqualTo(first)
                        .isNotEqualTo(second);
                assertThat(gradients(kernel, problem, problem.parameters(), dropout(2)))
                        .isNotEqualTo(first);
            }
        }
    }

    private static SeedStream dropout(int epoch) {
        return new SeedStream(3, Purpose.DROPOUT, epoch);
    }

    private static float[] gradients(NetworkKernel kernel, Problem problem, float[] parameters, SeedStream dropout) {
        var gradients = new float[kernel.parameterCount()];
        kernel.differentiate(parameters, problem.batch(), dropout, gradients);
        return gradients;
    }

    private static float[] predict(NetworkKernel kernel, Problem problem, float[] parameters) {
        int length = problem.shape.values();
        var probabilities = new float[problem.n * CLASSES];
        kernel.load(parameters);
        kernel.predict(
                (index, target, at) -> System.arraycopy(problem.values, index * length, target, at, length),
                problem.lengths(),
                problem.n,
                probabilities,
                0);
        return probabilities;
    }

    @Test
    void start_weights_stand_where_deeplearning4j_expects_them() {
        var encoder = new Convolutional(
                2,
                List.of(new ConvolutionBlock(20, 3, 1, 2, false, 0.5), new ConvolutionBlock(30, 3, 1, 1, false, 0)),
                40,
                0.5);
        var shape = new SequenceShape(8, 8 * 2);
        var architecture = new Architecture(encoder, new Classes(5));
        var weights = StartWeights.of(architecture, shape, 1);
        var network = new MultiLayerNetwork(Configurations.of(architecture, shape, new NoOp(), 0, DataType.FLOAT));
        network.init(Nd4j.createFromArray(weights), false);

        assertThat(network.numParams())
                .isEqualTo(architecture.parameterCount(shape))
                .isEqualTo(weights.length);
        // Layers: convolution1, pooling1, dropout1, convolution2, dense, dropout, output.
        for (var bias : new String[] {"0_b", "3_b", "4_b", "6_b"}) {
            assertThat(network.getParam(bias).ameanNumber().doubleValue()).isZero();
        }
        assertThat(deviation(network.getParam("0_W"))).isCloseTo(Math.sqrt(2.0 / 18), within(0.03));
        assertThat(deviation(network.getParam("3_W"))).isCloseTo(Math.sqrt(2.0 / 180), within(0.01));
        assertThat(deviation(network.getParam("4_W"))).isCloseTo(Math.sqrt(2.0 / 480), within(0.005));
        assertThat(deviation(network.getParam("6_W"))).isCloseTo(Math.sqrt(2.0 / 45), within(0.05));
    }

    @Test
    void batch_normalization_starts_as_deeplearning4j_starts_it() {
        var encoder = new Convolutional(2, List.of(new ConvolutionBlock(3, 3, 1, 2, true, 0)), 4, 0);
        var shape = new SequenceShape(4, 4 * 2);
        var architecture = new Architecture(encoder, new Classes(5));
        var network = new MultiLayerNetwork(Configurations.of(architecture, shape, new NoOp(), 0, DataType.FLOAT));
        network.init(Nd4j.createFromArray(StartWeights.of(architecture, shape, 1)), false);

        var fresh = new MultiLayerNetwork(Configurations.of(architecture, shape, new NoOp(), 0, DataType.FLOAT));
        fresh.init();

        for (var statistic : new String[] {"1_gamma", "1_beta", "1_mean", "1_var"}) {
            assertThat(network.getParam(statistic)).isEqualTo(fresh.getParam(statistic));
        }
        assertThat(network.paramTable()).doesNotContainKey("0_b");
    }

    @Test
    void moving_statistics_and_predictions_stay_together_over_several_steps() {
        var problem = Problem.of(20, 9, 8, 2, 3, 1, 2, 2, true);
        var ranges = ParameterRanges.of(problem.architecture(), problem.shape);
        var own = problem.parameters();
        var judged = problem.parameters();
        try (var stack = problem.stack();
                var judge = problem.judge()) {
            for (int step = 0; step < 8; step++) {
                move(own, stack, problem, ranges);
                move(judged, judge, problem, ranges);
            }
            assertThat(judged).containsExactly(own, within(1e-4f)).isNotEqualTo(problem.parameters());
            assertThat(predict(judge, problem, judged)).containsExactly(predict(stack, problem, own), within(1e-4f));
        }
    }

    private static void move(float[] parameters, NetworkKernel kernel, Problem problem, ParameterRanges ranges) {
        var gradients = gradients(kernel, problem, parameters, dropout(1));
        for (var range : ranges.learned()) {
            for (int i = range.from(); i < range.to(); i++) {
                gradients[i] *= 0.005f;
            }
        }
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] -= gradients[i];
        }
    }

    private static double deviation(INDArray values) {
        return values.stdNumber(false).doubleValue();
    }

    @Test
    void weights_are_told_from_biases() {
        var encoder = new Convolutional(1, List.of(new ConvolutionBlock(2, 3, 1, 2, false, 0)), 4, 0);
        var shape = new SequenceShape(4, 4);
        var architecture = new Architecture(encoder, new Classes(CLASSES));
        var weights = StartWeights.of(architecture, shape, 1);
        try (var live = LiveNetwork.of(architecture, shape, weights, 1)) {
            assertThat(live.parameterRanges().weights())
                    .containsExactly(
                            new ParameterRanges.Range(2, 20),
                            new ParameterRanges.Range(20, 52),
                            new ParameterRanges.Range(56, 68));
            assertThat(live.parameterRanges().statistics()).isEmpty();
            assertThat(live.parameterRanges().count()).isEqualTo(71);
        }
    }

    @Test
    void statistics_are_told_from_what_is_learned() {
        var encoder = new Convolutional(1, List.of(new ConvolutionBlock(2, 3, 1, 2, true, 0)), 4, 0);
        var shape = new SequenceShape(4, 4);
        var architecture = new Architecture(encoder, new Classes(CLASSES));
        var weights = StartWeights.of(architecture, shape, 1);
        try (var live = LiveNetwork.of(architecture, shape, weights, 1)) {
            var ranges = live.parameterRanges();

            assertThat(ranges.weights())
                    .containsExactly(
                            new ParameterRanges.Range(0, 18),
                            new ParameterRanges.Range(26, 58),
                            new ParameterRanges.Range(62, 74));
            assertThat(ranges.statistics())
                    .containsExactly(new ParameterRanges.Range(22, 24), new ParameterRanges.Range(24, 26));
            assertThat(ranges.learned())
                    .containsExactly(new ParameterRanges.Range(0, 22), new ParameterRanges.Range(26, 77));
        }
    }

    /** A mini-batch of noise and a network to run it through. */
    private record Problem(Convolutional encoder, SequenceShape shape, int n, float[] values, int[] labels) {
        static Problem of(
                int n,
                int height,
                int width,
                int channels,
                int kernel,
                int stride,
                int pooling,
                int blockCount,
                boolean normalized) {
            var blocks = new ConvolutionBlock[blockCount];
            Arrays.setAll(blocks, i -> new ConvolutionBlock(3 + 2 * i, kernel, stride, pooling, normalized, 0));
            var stream = new SeedStream(n * 31L + height, Purpose.ORDER);
            var values = new float[n * height * width * channels];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) (2 * stream.nextDouble() - 1);
            }
            var labels = new int[n];
            for (int i = 0; i < n; i++) {
                labels[i] = stream.nextInt(CLASSES);
            }
            return new Problem(
                    new Convolutional(channels, List.of(blocks), 6, 0),
                    new SequenceShape(height, width * channels),
                    n,
                    values,
                    labels);
        }

        int[] lengths() {
            var all = new int[n];
            Arrays.fill(all, shape.timeSteps());
            return all;
        }

        MiniBatch batch() {
            return new MiniBatch(values, lengths(), new Targets(LabelSets.ofClasses(labels)), n);
        }

        NetworkKernel stack() {
            return NetworkKernel.ofProcessor(architecture(), shape, 2, 0, Precision.SINGLE);
        }

        NetworkKernel judge() {
            return new DeeplearningKernel(architecture(), shape);
        }

        Architecture architecture() {
            return new Architecture(encoder, new Classes(CLASSES));
        }

        float[] parameters() {
            var parameters = StartWeights.of(architecture(), shape, 5);
            var stream = new SeedStream(4, Purpose.ORDER);
            for (int i = 0; i < parameters.length; i++) {
                // No bias of 0, so that each one counts.
                parameters[i] += (float) (0.1 * stream.nextGaussian());
            }
            return parameters;
        }

        INDArray features(DataType type) {
            int channels = encoder.channels();
            return Nd4j.createFromArray(values)
                    .reshape(n, shape.timeSteps(), shape.features() / channels, channels)
                    .permute(0, 3, 1, 2)
                    .dup('c')
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
