package org.seqnet.engine.network.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.NoOp;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.backend.Backend;
import org.seqnet.engine.kernel.EnsembleKernel;
import org.seqnet.engine.kernel.MiniBatch;
import org.seqnet.engine.kernel.NetworkKernel;
import org.seqnet.engine.kernel.Precision;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.Composition;
import org.seqnet.engine.network.ConvolutionBlock;
import org.seqnet.engine.network.Convolutional;
import org.seqnet.engine.network.Encoder;
import org.seqnet.engine.network.Forecast;
import org.seqnet.engine.network.Head;
import org.seqnet.engine.network.IndependentLabels;
import org.seqnet.engine.network.LabelPath;
import org.seqnet.engine.network.LinearClassifier;
import org.seqnet.engine.network.Normalization;
import org.seqnet.engine.network.Pooling;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.network.Rocket;
import org.seqnet.engine.network.SeedStream;
import org.seqnet.engine.network.SeedStream.Purpose;
import org.seqnet.engine.network.Standard;
import org.seqnet.engine.network.StartWeights;
import org.seqnet.engine.network.StepClasses;
import org.seqnet.engine.network.TemporalConvolutional;
import org.seqnet.engine.network.TemporalConvolutional.Design;
import org.seqnet.engine.network.ValueLoss;
import org.seqnet.engine.network.ValueLoss.Huber;
import org.seqnet.engine.network.ValueLoss.Quantiles;
import org.seqnet.engine.network.Values;
import org.seqnet.engine.sequence.LabelSets;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.sequence.StepLabels;
import org.seqnet.engine.sequence.TargetValues;
import org.seqnet.engine.sequence.Targets;
import org.seqnet.engine.sequence.Truth;

/** One example of each kind of encoder and head: whoever adds a kind adds it here. */
class EveryNetworkHasAKernelTest {
    private static final SequenceShape SHAPE = new SequenceShape(6, 6);
    private static final int COUNT = 5;

    private static final TemporalConvolutional CONVOLUTIONS = new TemporalConvolutional(Design.FCN, 2, 3, 4, 1, 0.5);
    private static final List<Encoder> ENCODERS = List.of(
            new Recurrent(Cell.LSTM, 2, 4, 0.5, 1),
            new Recurrent(Cell.GRU, 2, 4, 0.5, 0),
            new Recurrent(Cell.LSTM, 2, 4, 0.5, 1, true, Pooling.LAST_STEP),
            new Recurrent(Cell.RNN_TANH, 1, 4, 0.5, 0, false, Pooling.MEAN),
            new Recurrent(Cell.GRU, 2, 4, 0.5, 0, true, Pooling.ATTENTION),
            new Convolutional(1, List.of(new ConvolutionBlock(2, 3, 1, 2, true, 0.5)), 3, 0.5),
            new TemporalConvolutional(Design.INCEPTION, 2, 3, 4, 1, 0.5),
            new Composition(
                    new Recurrent(Cell.LSTM, 1, 4, 0.5, 1), new TemporalConvolutional(Design.FCN, 2, 3, 4, 1, 0.5)));
    /** What is fitted at once has features of plain convolutions as their judge, in {@code RocketFeaturesTest}. */
    private static final List<Encoder> FITTED = List.of(new Rocket(84, 6, 1, LinearClassifier.RIDGE));

    private static final List<Head> HEADS = List.of(
            new Classes(3),
            new IndependentLabels(List.of(0.25f, 0.5f, 0.75f)),
            new LabelPath(3, 4, 5, List.of(1, 2, 0)),
            new StepClasses(3),
            new Values(
                    List.of(new Standard(1, 2), new Standard(0, 1)),
                    new Quantiles(List.of(0.25, 0.5)),
                    Optional.empty()));

    @BeforeAll
    static void start() {
        Backend.start();
    }

    static Stream<Architecture> networks() {
        return ENCODERS.stream().flatMap(encoder -> HEADS.stream()
                .filter(head -> !(head instanceof StepClasses) || givesSteps(encoder))
                .map(head -> new Architecture(encoder, head)));
    }

    private static boolean givesSteps(Encoder encoder) {
        return encoder instanceof Recurrent recurrent && recurrent.pooling() == Pooling.LAST_STEP;
    }

    /**
     * The others have plain equations as their judge, in {@code LabelPathStackTest}, {@code RecurrentReferenceTest},
     * {@code BidirectionalStackTest}, {@code TemporalKernelTest} and {@code CompositionKernelTest}.
     */
    static Stream<Architecture> networksThatDeeplearning4jHas() {
        return networks().filter(Configurations::has);
    }

    static Stream<Arguments> networksThatDeeplearning4jLacks() {
        var recurrent = new Recurrent(Cell.LSTM, 1, 4, 0, 1);
        return Stream.of(
                Arguments.of(new Recurrent(Cell.GRU, 1, 4, 0, 0), new Classes(3), "GRU networks"),
                Arguments.of(
                        new Recurrent(Cell.LSTM, 1, 4, 0, 1, false, Pooling.ATTENTION),
                        new Classes(3),
                        "attention over time steps"),
                Arguments.of(
                        new Recurrent(Cell.LSTM, 2, 4, 0.5, 1, false, Pooling.MEAN),
                        new Classes(3),
                        "the mean over time steps of unidirectional layers with dropout"),
                Arguments.of(
                        new Recurrent(Cell.LSTM, 1, 4, 0, 1, true, Pooling.LAST_STEP),
                        new Classes(3),
                        "bidirectional networks that use the last time step"),
                Arguments.of(CONVOLUTIONS, new Classes(3), "Sequence CNN networks"),
                Arguments.of(new Composition(recurrent, CONVOLUTIONS), new Classes(3), "Sequence CNN networks"),
                Arguments.of(recurrent, new LabelPath(3, 4, 5, List.of()), "networks that predict label paths"),
                Arguments.of(recurrent, values(new Huber(1), Optional.empty()), "the Huber loss"),
                Arguments.of(recurrent, values(new Quantiles(List.of(0.5)), Optional.empty()), "quantiles"),
                Arguments.of(
                        recurrent,
                        values(
                                ValueLoss.SQUARED,
                                Optional.of(new Forecast(2, false, List.of(0), List.of(), Normalization.NONE))),
                        "networks that forecast values"));
    }

    private static Values values(ValueLoss loss, Optional<Forecast> forecast) {
        return new Values(List.of(Standard.NONE), loss, forecast);
    }

    @ParameterizedTest
    @MethodSource("networksThatDeeplearning4jLacks")
    void what_deeplearning4j_lacks_is_refused_with_what_to_do_instead(Encoder encoder, Head head, String networks) {
        var network = new Architecture(encoder, head);

        assertThat(Configurations.has(network)).isFalse();
        assertThatThrownBy(() -> Configurations.of(network, SHAPE, new NoOp(), 0, DataType.FLOAT))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("Deeplearning4j does not support " + networks + ". Select the Sequence Networks format.");
    }

    @Test
    void every_kind_of_encoder_and_head_has_an_example() {
        assertThat(kinds(Stream.of(ENCODERS, FITTED).flatMap(List::stream).toList()))
                .containsExactlyInAnyOrder(Encoder.class.getPermittedSubclasses());
        assertThat(kinds(HEADS)).containsExactlyInAnyOrder(Head.class.getPermittedSubclasses());
    }

    private static Set<Class<?>> kinds(List<?> examples) {
        return examples.stream().map(Object::getClass).collect(Collectors.toSet());
    }

    @ParameterizedTest
    @MethodSource("networksThatDeeplearning4jHas")
    void the_processor_and_deeplearning4j_give_the_same_outputs_and_gradients_of_every_parameter(Architecture network) {
        var plain = network.undropped();
        float[] parameters = StartWeights.of(plain, SHAPE, 1);
        try (var stack = NetworkKernel.ofProcessor(plain, SHAPE, 2, 0, Precision.SINGLE);
                var judge = new DeeplearningKernel(plain, SHAPE)) {
            assertThat(stack.parameterCount()).isEqualTo(judge.parameterCount()).isEqualTo((int)
                    network.parameterCount(SHAPE));
            assertThat(outputs(stack, network, parameters))
                    .containsExactly(outputs(judge, network, parameters), within(1e-5f));
            assertThat(gradients(stack, network, parameters))
                    .containsExactly(gradients(judge, network, parameters), within(1e-4f))
                    .doesNotContain(Float.NaN);
        }
    }

    @ParameterizedTest
    @MethodSource("networks")
    void training_drops_and_prediction_does_not(Architecture network) {
        float[] parameters = StartWeights.of(network, SHAPE, 1);
        try (var dropping = NetworkKernel.ofProcessor(network, SHAPE, 2, 0, Precision.SINGLE);
                var plain = NetworkKernel.ofProcessor(network.undropped(), SHAPE, 2, 0, Precision.SINGLE)) {
            assertThat(outputs(dropping, network, parameters)).isEqualTo(outputs(plain, network, parameters));
            assertThat(gradients(dropping, network, parameters)).isNotEqualTo(gradients(plain, network, parameters));
        }
    }

    @ParameterizedTest
    @MethodSource("networksThatDeeplearning4jHas")
    void either_kernel_computes_ensembles(Architecture network) {
        var ensemble = new Architecture(network.encoder().undropped(), network.head(), 3);
        float[] parameters = StartWeights.of(ensemble, SHAPE, 1);
        try (var stack = NetworkKernel.ofProcessor(ensemble, SHAPE, 2, 0, Precision.SINGLE);
                var judge = EnsembleKernel.of(ensemble, member -> new DeeplearningKernel(member, SHAPE))) {
            assertThat(outputs(stack, ensemble, parameters))
                    .containsExactly(outputs(judge, ensemble, parameters), within(1e-5f));
            assertThat(gradients(stack, ensemble, parameters))
                    .containsExactly(gradients(judge, ensemble, parameters), within(1e-4f));
        }
    }

    @Test
    void too_few_parameters_and_values_are_refused_by_either_kernel() {
        var network = new Architecture(new Recurrent(Cell.LSTM, 1, 2, 0, 1), new Classes(3));
        var input = new SequenceShape(5, 4);
        float[] parameters = StartWeights.of(network, input, 1);
        try (var stack = NetworkKernel.ofProcessor(network, input, 1, 0, Precision.SINGLE);
                var judge = new DeeplearningKernel(network, input)) {
            for (var kernel : List.of(stack, judge)) {
                assertThatThrownBy(() -> kernel.load(new float[3]))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessage("The network has 65 parameters, not 3.");
                var batch =
                        new MiniBatch(new float[39], new int[] {5, 5}, new Targets(LabelSets.ofClasses(new int[2])), 2);
                assertThatThrownBy(() -> kernel.differentiate(
                                parameters, batch, new SeedStream(3, Purpose.DROPOUT), new float[65]))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessage("2 sequences of 5 time steps with 4 features are 40 values, not 39.");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4})
    void what_is_fitted_at_once_predicts_classes_or_values_and_has_no_gradients(int head) {
        var network =
                new Architecture(FITTED.get(0), head == 0 ? HEADS.get(0) : values(ValueLoss.SQUARED, Optional.empty()));
        float[] parameters = StartWeights.of(network, SHAPE, 1);
        try (var one = NetworkKernel.ofProcessor(network, SHAPE, 1, 0, Precision.SINGLE);
                var three = NetworkKernel.ofProcessor(network, SHAPE, 3, 0, Precision.SINGLE)) {
            assertThat(one.parameterCount()).isEqualTo((int) network.parameterCount(SHAPE));
            assertThat(outputs(one, network, parameters))
                    .isEqualTo(outputs(three, network, parameters))
                    .doesNotContain(Float.NaN);
            assertThatThrownBy(() -> gradients(one, network, parameters))
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessage("Rocket is fitted at once; it has no gradients.");
            assertThatThrownBy(() -> one.load(new float[3]))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("The network has " + network.parameterCount(SHAPE) + " parameters, not 3.");
        }
    }

    @Test
    void what_is_fitted_at_once_predicts_no_several_labels() {
        for (var head : HEADS.subList(1, 3)) {
            assertThatThrownBy(() -> NetworkKernel.ofProcessor(
                            new Architecture(FITTED.get(0), head), SHAPE, 1, 0, Precision.SINGLE))
                    .isInstanceOf(SeqNetException.class)
                    .hasMessage("MiniRocket predicts one class per sequence, not several labels.");
        }
    }

    private static float[] values() {
        var stream = new SeedStream(2, Purpose.ORDER);
        var values = new float[COUNT * SHAPE.values()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) stream.nextGaussian();
        }
        return values;
    }

    private static float[] outputs(NetworkKernel kernel, Architecture network, float[] parameters) {
        float[] values = values();
        var outputs =
                new float[COUNT * network.head().answers(6) * network.head().outputs()];
        kernel.load(parameters);
        kernel.predict(
                (index, target, at) -> System.arraycopy(values, index * SHAPE.values(), target, at, SHAPE.values()),
                new int[] {6, 6, 6, 6, 6},
                COUNT,
                outputs,
                0);
        return outputs;
    }

    private static Truth truth(Architecture network) {
        var classes = LabelSets.ofClasses(new int[] {0, 1, 2, 1, 0});
        var sets = LabelSets.of(
                List.of(new int[] {0, 2}, new int[0], new int[] {1}, new int[] {0, 1, 2}, new int[] {1, 2}));
        var steps = StepLabels.of(Collections.nCopies(COUNT, new int[] {2, -1, 0, 1, 1, 0}));
        var values = TargetValues.of(2, new double[] {1, 2, 3, Double.NaN, 0, 0, -2, 5, 4, -1});
        return network.head().fold(head -> classes, head -> sets, head -> sets, head -> values, head -> steps);
    }

    private static float[] gradients(NetworkKernel kernel, Architecture network, float[] parameters) {
        var batch = new MiniBatch(values(), new int[] {6, 6, 6, 6, 6}, new Targets(truth(network)), COUNT);
        var gradients = new float[parameters.length];
        kernel.differentiate(parameters, batch, new SeedStream(3, Purpose.DROPOUT), gradients);
        return gradients;
    }
}
