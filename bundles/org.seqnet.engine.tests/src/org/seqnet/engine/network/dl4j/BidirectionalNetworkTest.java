package org.seqnet.engine.network.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional.Mode;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.backend.Backend;
import org.seqnet.engine.kernel.MiniBatch;
import org.seqnet.engine.kernel.NetworkKernel;
import org.seqnet.engine.kernel.Precision;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.Pooling;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.network.SeedStream;
import org.seqnet.engine.network.SeedStream.Purpose;
import org.seqnet.engine.network.StartWeights;
import org.seqnet.engine.sequence.LabelSets;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.sequence.Targets;

/**
 * Deeplearning4j judges what it has: layers of two directions and the mean over time, and each direction's own last
 * output, which it can predict with, but not train.
 */
class BidirectionalNetworkTest {
    private static final int CLASSES = 3;
    private static final int FEATURES = 4;
    private static final int UNITS = 5;
    private static final int STEPS = 6;
    private static final int COUNT = 7;
    private static final SequenceShape SHAPE = new SequenceShape(STEPS, FEATURES);

    @BeforeAll
    static void start() {
        Backend.start();
    }

    static Stream<Recurrent> meanNetworks() {
        return Stream.of(Cell.LSTM, Cell.RNN_TANH)
                .flatMap(cell -> Stream.of(1, 2, 3).flatMap(layers -> Stream.of(false, true)
                        .map(both -> new Recurrent(
                                cell, layers, UNITS, 0, cell.hasForgetGates() ? 1 : 0, both, Pooling.MEAN))));
    }

    @ParameterizedTest
    @MethodSource("meanNetworks")
    void outputs_and_gradients_of_the_mean_over_time_are_those_of_deeplearning4j(Recurrent encoder) {
        var network = new Architecture(encoder, new Classes(CLASSES));
        float[] parameters = parameters(network);
        float[] values = values(COUNT * STEPS);
        int[] timeSteps = new int[COUNT];
        Arrays.fill(timeSteps, STEPS);
        var labels = LabelSets.ofClasses(new int[] {0, 1, 2, 2, 1, 0, 1});
        var batch = new MiniBatch(values, timeSteps, new Targets(labels), COUNT);
        try (var stack = NetworkKernel.ofProcessor(network, SHAPE, 2, 0, Precision.SINGLE);
                var judge = new DeeplearningKernel(network, SHAPE)) {
            assertThat(stack.parameterCount()).isEqualTo(judge.parameterCount());
            assertThat(predict(stack, parameters, values, timeSteps))
                    .containsExactly(predict(judge, parameters, values, timeSteps), within(1e-5f));
            var gradients = new float[parameters.length];
            var judged = new float[parameters.length];
            var outcome = stack.differentiate(parameters, batch, dropout(), gradients);
            var judgedOutcome = judge.differentiate(parameters, batch, dropout(), judged);
            assertThat(gradients).containsExactly(judged, within(1e-4f));
            assertThat(outcome.lossSum()).isCloseTo(judgedOutcome.lossSum(), within(1e-4));
            assertThat(outcome.correct()).isEqualTo(judgedOutcome.correct());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "LSTM, 1, 6 6 6 6 6 6 6",
        "LSTM, 3, 6 6 6 6 6 6 6",
        "LSTM, 1, 6 1 3 6 2 5 4",
        "RNN_TANH, 2, 6 6 6 6 6 6 6",
        "RNN_TANH, 3, 6 1 3 6 2 5 4",
    })
    void each_direction_hands_on_its_own_last_output_as_in_deeplearning4j(Cell cell, int layers, String lengths) {
        var encoder = new Recurrent(cell, layers, UNITS, 0, 0, true, Pooling.LAST_STEP);
        var network = new Architecture(encoder, new Classes(CLASSES));
        float[] parameters = parameters(network);
        int[] timeSteps =
                Arrays.stream(lengths.split(" ")).mapToInt(Integer::parseInt).toArray();
        float[] values = values(Arrays.stream(timeSteps).sum());
        var stock = stock(cell, layers);
        stock.init(Nd4j.createFromArray(parameters), false);
        var padded = Nd4j.zeros(COUNT, STEPS, FEATURES);
        var mask = Nd4j.zeros(COUNT, STEPS);
        int at = 0;
        for (int n = 0; n < COUNT; n++) {
            for (int t = 0; t < timeSteps[n]; t++) {
                mask.putScalar(n, t, 1);
                for (int f = 0; f < FEATURES; f++) {
                    padded.putScalar(n, t, f, values[at++]);
                }
            }
        }
        boolean isEqual = Arrays.stream(timeSteps).allMatch(length -> length == STEPS);
        INDArray expected = isEqual ? stock.output(padded) : stock.output(padded, false, mask, null);

        try (var stack = NetworkKernel.ofProcessor(network, SHAPE, 2, 0, Precision.SINGLE)) {
            assertThat(predict(stack, parameters, values, timeSteps))
                    .containsExactly(expected.dup('c').data().asFloat(), within(1e-5f));
        }
    }

    private static MultiLayerNetwork stock(Cell cell, int layers) {
        var list = new NeuralNetConfiguration.Builder().dataType(DataType.FLOAT).list();
        for (int i = 0; i < layers; i++) {
            BaseRecurrentLayer.Builder<?> builder = cell == Cell.LSTM ? new LSTM.Builder() : new SimpleRnn.Builder();
            builder.dataFormat(RNNFormat.NWC)
                    .nIn(i == 0 ? FEATURES : 2 * UNITS)
                    .nOut(UNITS)
                    .activation(Activation.TANH);
            BaseRecurrentLayer layer = builder.build();
            list.layer(new Bidirectional(Mode.CONCAT, i < layers - 1 ? layer : new LastTimeStep(layer)));
        }
        return new MultiLayerNetwork(list.layer(new OutputLayer.Builder(LossFunction.MCXENT)
                        .nIn(2 * UNITS)
                        .nOut(CLASSES)
                        .activation(Activation.SOFTMAX)
                        .build())
                .build());
    }

    @Test
    void the_mean_over_sequences_of_any_length_is_refused_since_deeplearning4j_fails_at_it() {
        var network = new Architecture(new Recurrent(Cell.LSTM, 1, 3, 0, 1, true, Pooling.MEAN), new Classes(CLASSES));

        assertThatThrownBy(() ->
                        Configurations.of(network, SequenceShape.ofAnyLength(FEATURES), new NoOp(), 0, DataType.FLOAT))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("Deeplearning4j does not support the mean over time steps of sequences of any length. "
                        + "Select the Sequence Networks format.");
    }

    private static float[] parameters(Architecture network) {
        var stream = new SeedStream(4, Purpose.ORDER);
        float[] parameters = StartWeights.of(network, SHAPE, 1);
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] += (float) (0.2 * stream.nextDouble() - 0.1);
        }
        return parameters;
    }

    private static float[] values(int steps) {
        var stream = new SeedStream(5, Purpose.ORDER);
        var values = new float[steps * FEATURES];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) stream.nextGaussian();
        }
        return values;
    }

    private static float[] predict(NetworkKernel kernel, float[] parameters, float[] values, int[] timeSteps) {
        var starts = new int[COUNT + 1];
        for (int n = 0; n < COUNT; n++) {
            starts[n + 1] = starts[n] + timeSteps[n] * FEATURES;
        }
        var outputs = new float[COUNT * CLASSES];
        kernel.load(parameters);
        kernel.predict(
                (index, target, at) ->
                        System.arraycopy(values, starts[index], target, at, starts[index + 1] - starts[index]),
                timeSteps,
                COUNT,
                outputs,
                0);
        return outputs;
    }

    private static SeedStream dropout() {
        return new SeedStream(3, Purpose.DROPOUT);
    }
}
