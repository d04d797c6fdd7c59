package org.seqnet.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.seqnet.engine.backend.Backend;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.Composition;
import org.seqnet.engine.network.ConvolutionBlock;
import org.seqnet.engine.network.Convolutional;
import org.seqnet.engine.network.Encoder;
import org.seqnet.engine.network.Pooling;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.network.StartWeights;
import org.seqnet.engine.network.TemporalConvolutional;
import org.seqnet.engine.sequence.LabelSets;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.sequence.Targets;

/** An ensemble is compared with its members, each computed by itself. */
class EnsembleKernelTest {
    private static final SequenceShape SHAPE = new SequenceShape(6, 6);
    private static final int COUNT = 9;
    private static final int CLASSES = 3;
    private static final int MEMBERS = 3;
    private static final TemporalConvolutional TEMPORAL =
            new TemporalConvolutional(TemporalConvolutional.Design.RESNET, 3, 1, 3, 1, 0.3);

    @BeforeAll
    static void start() {
        Backend.start();
    }

    static Stream<Architecture> ensembles() {
        return Stream.<Encoder>of(
                        new Recurrent(Cell.LSTM, 2, 5, 0.3, 1),
                        new Recurrent(Cell.RNN_TANH, 1, 4, 0, 0),
                        new Recurrent(Cell.GRU, 2, 4, 0.3, 0, true, Pooling.ATTENTION),
                        new Convolutional(1, List.of(new ConvolutionBlock(2, 3, 1, 2, true, 0.5)), 3, 0.5),
                        TEMPORAL,
                        new Composition(new Recurrent(Cell.LSTM, 1, 4, 0.3, 1), TEMPORAL))
                .map(encoder -> new Architecture(encoder, new Classes(CLASSES), MEMBERS));
    }

    private static NetworkKernel kernel(Architecture architecture, int threads) {
        return NetworkKernel.ofProcessor(architecture, SHAPE, threads, 0, Precision.SINGLE);
    }

    private static float[] parameters(Architecture ensemble) {
        return StartWeights.of(ensemble, SHAPE, 5);
    }

    private static float[] parametersOf(int member, float[] all) {
        int count = all.length / MEMBERS;
        return Arrays.copyOfRange(all, member * count, (member + 1) * count);
    }

    private static MiniBatch batch() {
        var lengths = IntStream.generate(() -> 6).limit(COUNT).toArray();
        var labels = IntStream.range(0, COUNT).map(i -> i % CLASSES).toArray();
        var values = UniformFloats.of(new Random(1), COUNT * SHAPE.values(), 1).array();
        return new MiniBatch(values, lengths, new Targets(LabelSets.ofClasses(labels)), COUNT);
    }

    private static float[] predict(NetworkKernel kernel, float[] parameters) {
        return Stacks.predict(kernel, parameters, batch(), SHAPE.features(), CLASSES);
    }

    @ParameterizedTest
    @MethodSource("ensembles")
    void it_predicts_the_mean_of_what_its_members_predict_by_themselves(Architecture ensemble) {
        var all = parameters(ensemble);
        try (var kernel = kernel(ensemble, 2);
                var alone = kernel(ensemble.member(), 2)) {
            var expected = new float[COUNT * CLASSES];
            for (int i = 0; i < expected.length; i++) {
                expected[i] = (predict(alone, parametersOf(0, all))[i]
                                + predict(alone, parametersOf(1, all))[i]
                                + predict(alone, parametersOf(2, all))[i])
                        / 3;
            }

            assertThat(predict(kernel, all)).containsExactly(expected);
            assertThat(predict(kernel, all)).isNotEqualTo(predict(alone, parametersOf(0, all)));
        }
    }

    @ParameterizedTest
    @MethodSource("ensembles")
    void each_member_can_be_asked(Architecture ensemble) {
        var all = parameters(ensemble);
        var batch = batch();
        try (var kernel = kernel(ensemble, 2);
                var alone = kernel(ensemble.member(), 2)) {
            kernel.load(all);
            for (int member = 0; member < MEMBERS; member++) {
                var answers = new float[1 + COUNT * CLASSES];
                kernel.predictMember(
                        member, Stacks.source(batch, SHAPE.features()), batch.timeSteps(), COUNT, answers, 1);

                assertThat(Arrays.copyOfRange(answers, 1, answers.length))
                        .isEqualTo(predict(alone, parametersOf(member, all)));
            }
            alone.load(parametersOf(2, all));
            var answers = new float[COUNT * CLASSES];
            var source = Stacks.source(batch, SHAPE.features());
            alone.predictMember(0, source, batch.timeSteps(), COUNT, answers, 0);
            assertThat(answers).isEqualTo(predict(alone, parametersOf(2, all)));
            assertThatThrownBy(() -> alone.predictMember(1, source, batch.timeSteps(), COUNT, answers, 0))
                    .isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    @ParameterizedTest
    @MethodSource("ensembles")
    void each_member_has_the_gradients_of_its_own_loss_and_the_outcome_is_the_mean(Architecture ensemble) {
        var all = parameters(ensemble);
        var gradients = new float[all.length];
        try (var kernel = kernel(ensemble, 2);
                var alone = kernel(ensemble.member(), 2)) {
            assertThat(kernel.parameterCount()).isEqualTo(all.length).isEqualTo(3 * alone.parameterCount());

            var outcome = kernel.differentiate(all, batch(), Stacks.dropout(11), gradients);

            double lossSum = 0;
            double correct = 0;
            for (int member = 0; member < MEMBERS; member++) {
                // by itself, the first draws from the stream's place on, the others from where it branches off
                var stream = Stacks.dropout(11);
                var expected = new float[alone.parameterCount()];
                var own = alone.differentiate(
                        parametersOf(member, all), batch(), member == 0 ? stream : stream.branch(member), expected);
                lossSum += own.lossSum();
                correct += own.correct();

                assertThat(parametersOf(member, gradients)).isEqualTo(expected);
            }
            assertThat(outcome.lossSum()).isCloseTo(lossSum / 3, within(1e-12));
            assertThat(outcome.correct()).isEqualTo(correct / 3);
        }
    }

    @Test
    void members_with_equal_weights_drop_differently() {
        var ensemble = ensembles().findFirst().orElseThrow();
        var equal = parameters(ensemble);
        int count = equal.length / MEMBERS;
        System.arraycopy(equal, 0, equal, count, count);
        System.arraycopy(equal, 0, equal, 2 * count, count);
        var gradients = new float[equal.length];
        try (var kernel = kernel(ensemble, 2)) {
            kernel.differentiate(equal, batch(), Stacks.dropout(11), gradients);
        }

        assertThat(parametersOf(0, gradients)).isNotEqualTo(parametersOf(1, gradients));
        assertThat(parametersOf(1, gradients)).isNotEqualTo(parametersOf(2, gradients));
    }

    @ParameterizedTest
    @MethodSource("ensembles")
    void the_stream_moves_on_as_by_a_network_alone(Architecture ensemble) {
        var all = parameters(ensemble);
        var stream = Stacks.dropout(11);
        var expected = Stacks.dropout(11);
        try (var kernel = kernel(ensemble, 2);
                var alone = kernel(ensemble.member(), 2)) {
            kernel.differentiate(all, batch(), stream, new float[all.length]);
            alone.differentiate(parametersOf(0, all), batch(), expected, new float[alone.parameterCount()]);
        }

        assertThat(stream.nextLong()).isEqualTo(expected.nextLong());
    }

    @ParameterizedTest
    @MethodSource("ensembles")
    void the_number_of_threads_changes_no_bit(Architecture ensemble) {
        var all = parameters(ensemble);
        var results = IntStream.of(1, 2, 3)
                .mapToObj(threads -> {
                    var gradients = new float[all.length];
                    try (var kernel = kernel(ensemble, threads)) {
                        kernel.differentiate(all, batch(), Stacks.dropout(11), gradients);
                        return List.of(gradients, predict(kernel, all));
                    }
                })
                .toList();

        for (int i = 0; i < 2; i++) {
            assertThat(results.get(1).get(i)).isEqualTo(results.get(0).get(i));
            assertThat(results.get(2).get(i)).isEqualTo(results.get(0).get(i));
        }
    }

    @Test
    void what_it_attends_to_is_the_mean_of_what_its_members_do() {
        var ensemble = new Architecture(
                new Recurrent(Cell.GRU, 1, 4, 0, 0, true, Pooling.ATTENTION), new Classes(CLASSES), MEMBERS);
        var all = parameters(ensemble);
        // made larger, so that attention differs from step to step
        for (int i = 0; i < all.length; i++) {
            all[i] *= 3;
        }
        var batch = batch();
        var source = Stacks.source(batch, SHAPE.features());
        var expected = new float[COUNT][6];
        try (var kernel = kernel(ensemble, 2);
                var alone = kernel(ensemble.member(), 2)) {
            for (int member = 0; member < MEMBERS; member++) {
                alone.load(parametersOf(member, all));
                var own = alone.attention(source, batch.timeSteps(), COUNT);
                for (int n = 0; n < COUNT; n++) {
                    for (int t = 0; t < 6; t++) {
                        expected[n][t] += own.get(n)[t] / MEMBERS;
                    }
                }
            }
            kernel.load(all);
            var mean = kernel.attention(source, batch.timeSteps(), COUNT);

            for (int n = 0; n < COUNT; n++) {
                assertThat(mean.get(n)).containsExactly(expected[n], within(1e-6f));
                assertThat(mean.get(n)[0]).isNotCloseTo(mean.get(n)[5], within(1e-3f));
            }
        }
    }

    @Test
    void too_few_parameters_are_refused() {
        var ensemble = ensembles().findFirst().orElseThrow();
        var all = parameters(ensemble);
        var tooFew = Arrays.copyOf(all, all.length - 1);
        var message = "The network has " + all.length + " parameters, not " + tooFew.length + ".";
        try (var kernel = kernel(ensemble, 1)) {
            assertThatThrownBy(() -> kernel.load(tooFew))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(message);
            assertThatThrownBy(() -> kernel.differentiate(tooFew, batch(), Stacks.dropout(1), all))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(message);
        }
    }
}
