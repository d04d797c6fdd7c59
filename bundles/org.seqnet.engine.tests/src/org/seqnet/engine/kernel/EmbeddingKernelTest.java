package org.seqnet.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Optional;
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
import org.seqnet.engine.network.Embedding;
import org.seqnet.engine.network.Encoder;
import org.seqnet.engine.network.Pooling;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.network.SeedStream;
import org.seqnet.engine.network.SeedStream.Purpose;
import org.seqnet.engine.network.StartWeights;
import org.seqnet.engine.network.TemporalConvolutional;
import org.seqnet.engine.network.TemporalConvolutional.Design;
import org.seqnet.engine.sequence.LabelSets;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.sequence.Targets;

class EmbeddingKernelTest {
    private static final int CLASSES = 3;
    private static final int SYMBOLS = 5;
    private static final int DIMENSIONS = 4;
    private static final int[] LENGTHS = {4, 1, 7, 7, 2, 5, 3, 6, 4, 8, 1, 2, 3};
    private static final Recurrent LSTM = new Recurrent(Cell.LSTM, 1, 5, 0, 1);

    @BeforeAll
    static void start() {
        Backend.start();
    }

    /** A network that reads symbols with some numbers beside them. */
    record Case(Encoder encoder, int beside, int members) {
        Architecture architecture() {
            return new Architecture(
                    Optional.of(new Embedding(SYMBOLS, DIMENSIONS)), encoder, new Classes(CLASSES), members);
        }

        SequenceShape input() {
            return SequenceShape.ofAnyLength(1 + beside);
        }

        float[] parameters() {
            var parameters = StartWeights.of(architecture(), input(), 3);
            var stream = new SeedStream(4, Purpose.ORDER);
            for (int i = 0; i < parameters.length; i++) {
                parameters[i] += (float) (0.2 * stream.nextGaussian());
            }
            return parameters;
        }

        MiniBatch batch() {
            var stream = new SeedStream(5, Purpose.ORDER);
            var values = new float[Arrays.stream(LENGTHS).sum() * (1 + beside)];
            for (int i = 0; i < values.length; i++) {
                boolean isSymbol = i % (1 + beside) == 0;
                // number 4 never occurs
                values[i] = isSymbol ? new int[] {0, 1, 2, 3, 5}[i % 5] : (float) stream.nextGaussian();
            }
            return new MiniBatch(values, LENGTHS, targets(), LENGTHS.length);
        }
    }

    private static Targets targets() {
        var labels = IntStream.range(0, LENGTHS.length).map(n -> n % CLASSES).toArray();
        return new Targets(LabelSets.ofClasses(labels));
    }

    private static TemporalConvolutional temporal(Design design) {
        return new TemporalConvolutional(design, 4, 3, 5, 1, 0);
    }

    static Stream<Case> cases() {
        return Stream.of(
                new Case(LSTM, 0, 1),
                new Case(LSTM, 2, 1),
                new Case(new Recurrent(Cell.LSTM, 2, 5, 0, 1), 1, 2),
                new Case(new Recurrent(Cell.RNN_TANH, 1, 4, 0, 0), 0, 1),
                new Case(new Recurrent(Cell.GRU, 2, 3, 0, 0, true, Pooling.ATTENTION), 1, 1),
                new Case(new Recurrent(Cell.LSTM, 1, 4, 0, 1, false, Pooling.MEAN), 0, 1),
                new Case(temporal(Design.FCN), 0, 1),
                new Case(temporal(Design.RESNET), 1, 1),
                new Case(temporal(Design.INCEPTION), 0, 2),
                new Case(new Composition(LSTM, temporal(Design.FCN)), 2, 1));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void gradients_are_what_a_small_change_of_a_vector_makes_of_the_loss(Case network) {
        var parameters = network.parameters();
        var batch = network.batch();
        var gradients = new float[parameters.length];
        try (var kernel = NetworkKernel.ofProcessor(network.architecture(), network.input(), 2, 0, Precision.SINGLE)) {
            kernel.differentiate(parameters, batch, Stacks.dropout(1), gradients);
            int ofMember = parameters.length / network.members();
            for (int i = 0; i < parameters.length; i++) {
                if (i % ofMember < (SYMBOLS + 1) * DIMENSIONS) {
                    double gradient = gradients[i];
                    double error = Double.MAX_VALUE;
                    // ReLU and pooling have edges; one of the steps crosses none.
                    for (float step : new float[] {2e-3f, 5e-3f, 5e-4f}) {
                        double numeric = network.members() * slope(kernel, parameters, i, step, batch);
                        error = Math.min(error, Math.abs(gradient - numeric));
                    }
                    assertThat(error).as("parameter " + i).isLessThan(4e-3 + 0.01 * Math.abs(gradient));
                }
            }
        }
        assertThat(Arrays.copyOfRange(gradients, 4 * DIMENSIONS, 5 * DIMENSIONS))
                .containsOnly(0);
        assertThat(Arrays.copyOfRange(gradients, 5 * DIMENSIONS, 6 * DIMENSIONS))
                .doesNotContain(0);
    }

    /** Returns what a change of a parameter makes of the loss, which is the mean of those of an ensemble's members. */
    private static double slope(NetworkKernel kernel, float[] parameters, int i, float step, MiniBatch batch) {
        var changed = parameters.clone();
        var unused = new float[parameters.length];
        changed[i] = parameters[i] + step;
        double above =
                kernel.differentiate(changed, batch, Stacks.dropout(1), unused).lossSum();
        changed[i] = parameters[i] - step;
        double below =
                kernel.differentiate(changed, batch, Stacks.dropout(1), unused).lossSum();
        return (above - below) / (2 * step);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void gradients_and_predictions_are_equal_for_any_number_of_threads(Case network) {
        var parameters = network.parameters();
        var batch = network.batch();
        float[] expected = null;
        float[] answers = null;
        for (int threads : new int[] {1, 2, 3}) {
            try (var kernel =
                    NetworkKernel.ofProcessor(network.architecture(), network.input(), threads, 0, Precision.SINGLE)) {
                var gradients = new float[parameters.length];
                kernel.differentiate(parameters, batch, Stacks.dropout(1), gradients);
                var predicted = Stacks.predict(kernel, parameters, batch, 1 + network.beside(), CLASSES);
                if (expected != null) {
                    assertThat(gradients).isEqualTo(expected);
                    assertThat(predicted).isEqualTo(answers);
                }
                expected = gradients;
                answers = predicted;
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void predictions_are_those_of_the_encoder_for_vectors_in_the_place_of_symbols(Case network) {
        var parameters = network.parameters();
        var batch = network.batch();
        var encoder = network.architecture().with(Optional.empty());
        int width = DIMENSIONS + network.beside();
        int count = parameters.length / network.members();
        int vectors = (SYMBOLS + 1) * DIMENSIONS;
        float[] expected = new float[LENGTHS.length * CLASSES];
        for (int member = 0; member < network.members(); member++) {
            var own = Arrays.copyOfRange(parameters, member * count, (member + 1) * count);
            var embedded = new MiniBatch(embedded(network, own), LENGTHS, targets(), LENGTHS.length);
            try (var plain = NetworkKernel.ofProcessor(
                    encoder.member(), SequenceShape.ofAnyLength(width), 2, 0, Precision.SINGLE)) {
                var above = Arrays.copyOfRange(own, vectors, count);
                var answers = Stacks.predict(plain, above, embedded, width, CLASSES);
                for (int i = 0; i < answers.length; i++) {
                    expected[i] += answers[i];
                }
            }
        }
        for (int i = 0; i < expected.length; i++) {
            expected[i] /= network.members();
        }
        try (var kernel = NetworkKernel.ofProcessor(network.architecture(), network.input(), 2, 0, Precision.SINGLE)) {
            assertThat(Stacks.predict(kernel, parameters, batch, 1 + network.beside(), CLASSES))
                    .isEqualTo(expected);
        }
    }

    private static float[] embedded(Case network, float[] parameters) {
        var values = network.batch().values();
        int features = 1 + network.beside();
        int width = DIMENSIONS + network.beside();
        var embedded = new float[values.length / features * width];
        for (int i = 0; i < embedded.length; i++) {
            int step = i / width;
            int k = i % width;
            embedded[i] = k < DIMENSIONS
                    ? parameters[(int) values[step * features] * DIMENSIONS + k]
                    : values[step * features + 1 + k - DIMENSIONS];
        }
        return embedded;
    }

    @Test
    void an_embedding_is_a_linear_layer_on_symbols_that_are_one_of_many() {
        var network = new Case(LSTM, 0, 1);
        var parameters = network.parameters();
        int vectors = (SYMBOLS + 1) * DIMENSIONS;
        var symbols = network.batch().values();
        var oneHot = new float[symbols.length * (SYMBOLS + 1)];
        for (int t = 0; t < symbols.length; t++) {
            oneHot[t * (SYMBOLS + 1) + (int) symbols[t]] = 1;
        }
        // Of an LSTM on one-hot symbols, the input weights of a gate's unit are vectors x those of the embedded one.
        int units = 4 * LSTM.hiddenUnits();
        var plain = new float[parameters.length - vectors - units * DIMENSIONS + units * (SYMBOLS + 1)];
        for (int unit = 0; unit < units; unit++) {
            for (int symbol = 0; symbol <= SYMBOLS; symbol++) {
                for (int k = 0; k < DIMENSIONS; k++) {
                    plain[unit * (SYMBOLS + 1) + symbol] +=
                            parameters[symbol * DIMENSIONS + k] * parameters[vectors + unit * DIMENSIONS + k];
                }
            }
        }
        int rest = vectors + units * DIMENSIONS;
        System.arraycopy(parameters, rest, plain, units * (SYMBOLS + 1), parameters.length - rest);
        var batch = new MiniBatch(oneHot, LENGTHS, targets(), LENGTHS.length);
        try (var kernel = NetworkKernel.ofProcessor(network.architecture(), network.input(), 2, 0, Precision.SINGLE);
                var linear = NetworkKernel.ofProcessor(
                        network.architecture().with(Optional.empty()),
                        SequenceShape.ofAnyLength(SYMBOLS + 1),
                        2,
                        0,
                        Precision.SINGLE)) {
            assertThat(Stacks.predict(kernel, parameters, network.batch(), 1, CLASSES))
                    .containsExactly(Stacks.predict(linear, plain, batch, SYMBOLS + 1, CLASSES), within(1e-6f));
        }
    }

    @Test
    void a_network_whose_encoder_stays_as_it_is_keeps_its_vectors() {
        var network = new Case(LSTM, 1, 1);
        var parameters = network.parameters();
        var gradients = new float[parameters.length];
        try (var kernel = NetworkKernel.ofProcessor(
                network.architecture(), network.input(), 2, Integer.MAX_VALUE, Precision.SINGLE)) {
            kernel.differentiate(parameters, network.batch(), Stacks.dropout(1), gradients);
        }
        int head = CLASSES * (LSTM.hiddenUnits() + 1);
        assertThat(Arrays.copyOf(gradients, parameters.length - head)).containsOnly(0);
        assertThat(Arrays.copyOfRange(gradients, parameters.length - head, parameters.length))
                .doesNotContain(0);
    }

    @Test
    void a_number_that_is_no_symbols_is_refused() {
        var network = new Case(LSTM, 0, 1);
        for (float wrong : new float[] {-1, 6, 0.5f, Float.NaN}) {
            var batch = network.batch();
            batch.values()[3] = wrong;
            try (var kernel =
                    NetworkKernel.ofProcessor(network.architecture(), network.input(), 2, 0, Precision.SINGLE)) {
                var parameters = network.parameters();
                var gradients = new float[parameters.length];
                assertThatThrownBy(() -> kernel.differentiate(parameters, batch, Stacks.dropout(1), gradients))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessage(wrong + " is not the number of a symbol, 0 to 5.");
            }
        }
    }
}
