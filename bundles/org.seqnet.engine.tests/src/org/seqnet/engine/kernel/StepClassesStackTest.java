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
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.backend.Backend;
import org.seqnet.engine.kernel.product.Libraries;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Composition;
import org.seqnet.engine.network.ConvolutionBlock;
import org.seqnet.engine.network.Convolutional;
import org.seqnet.engine.network.Encoder;
import org.seqnet.engine.network.LinearClassifier;
import org.seqnet.engine.network.Pooling;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.network.Rocket;
import org.seqnet.engine.network.StepClasses;
import org.seqnet.engine.network.TemporalConvolutional;
import org.seqnet.engine.network.TemporalConvolutional.Design;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.sequence.StepLabels;
import org.seqnet.engine.sequence.Targets;
import org.seqnet.engine.sequence.Weights;

/** A class at each step against the plain equations, and whatever threads and batches there are. */
class StepClassesStackTest {
    private static final int CLASSES = 3;
    private static final int FEATURES = 4;
    private static final StepClasses HEAD = new StepClasses(CLASSES);

    @BeforeAll
    static void start() {
        Backend.start();
    }

    /** Sequences of different lengths, a third of whose steps have no known class. */
    private record Batch(int[] timeSteps, float[] values, StepLabels labels) {
        static Batch of(long seed, int... timeSteps) {
            var random = new Random(seed);
            var values = UniformFloats.of(random, Arrays.stream(timeSteps).sum() * FEATURES, 1)
                    .array();
            var labels = Arrays.stream(timeSteps)
                    .mapToObj(steps -> IntStream.range(0, steps)
                            .map(t -> t > 0 && random.nextInt(3) == 0 ? StepLabels.UNKNOWN : random.nextInt(CLASSES))
                            .toArray())
                    .toList();
            return new Batch(timeSteps, values, StepLabels.of(labels));
        }

        static Batch random(long seed, int count, int longest) {
            return of(seed, new Random(seed).ints(count, 1, longest + 1).toArray());
        }

        MiniBatch miniBatch(Weights weights, double smoothing) {
            return new MiniBatch(values, timeSteps, new Targets(labels, weights, smoothing), timeSteps.length);
        }

        int start(int n) {
            return Arrays.stream(timeSteps, 0, n).sum();
        }

        double[][] sequence(int n) {
            var steps = new double[timeSteps[n]][FEATURES];
            for (int t = 0; t < steps.length; t++) {
                int at = (start(n) + t) * FEATURES;
                Arrays.setAll(steps[t], f -> values[at + f]);
            }
            return steps;
        }

        int[] labels(int n) {
            return IntStream.range(0, timeSteps[n]).map(t -> labels.get(n, t)).toArray();
        }
    }

    private record Result(float[] outputs, float[] gradients, Outcome outcome) {}

    private static Result run(NetworkKernel kernel, float[] parameters, Batch batch, Weights weights) {
        var gradients = new float[parameters.length];
        var miniBatch = batch.miniBatch(weights, 0);
        var outcome = kernel.differentiate(parameters, miniBatch, Stacks.dropout(1), gradients);
        return new Result(outputs(kernel, parameters, batch), gradients, outcome);
    }

    private static float[] outputs(NetworkKernel kernel, float[] parameters, Batch batch) {
        int steps = Arrays.stream(batch.timeSteps).sum();
        var outputs = new float[steps * CLASSES + 2];
        kernel.load(parameters);
        var source = Stacks.source(batch.miniBatch(Weights.EQUAL, 0), FEATURES);
        kernel.predict(source, batch.timeSteps, batch.timeSteps.length, outputs, 1);
        assertThat(outputs[0]).isZero();
        assertThat(outputs[outputs.length - 1]).isZero();
        return Arrays.copyOfRange(outputs, 1, outputs.length - 1);
    }

    private static float[] parameters(NetworkKernel kernel) {
        return UniformFloats.of(new Random(7), kernel.parameterCount(), 0.5).array();
    }

    private static NetworkKernel kernel(Encoder encoder, int threads) {
        var network = new Architecture(encoder, HEAD);
        return NetworkKernel.ofProcessor(network, SequenceShape.ofAnyLength(FEATURES), threads, 0, Precision.SINGLE);
    }

    static Stream<Arguments> networks() {
        var batches =
                List.of(Batch.of(1, 1), Batch.of(2, 5, 3, 9, 1, 1), Batch.random(3, 37, 20), Batch.random(4, 101, 33));
        return Arrays.stream(Cell.values())
                .flatMap(cell -> Stream.of(
                        new Recurrent(cell, 1, 5, 0, 0),
                        new Recurrent(cell, 2, 6, 0, 0),
                        new Recurrent(cell, 2, 3, 0, 0, true, Pooling.LAST_STEP)))
                .flatMap(encoder -> batches.stream().flatMap(batch -> Stream.of("oneDNN", "OpenBLAS")
                        .map(library -> Arguments.of(library, encoder, batch))));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("networks")
    void probabilities_loss_hits_and_gradients_are_those_of_the_equations(
            String library, Recurrent encoder, Batch batch) {
        var network = new Architecture(encoder, HEAD);
        try (var kernel =
                new LayerStack(network, SequenceShape.ofAnyLength(FEATURES), 2, 0, Libraries.named(library))) {
            float[] parameters = parameters(kernel);
            var result = run(kernel, parameters, batch, Weights.EQUAL);

            var reference = new RecurrentReference(encoder, HEAD, parameters);
            var gradients = new double[parameters.length];
            double lossSum = 0;
            int known = 0;
            int right = 0;
            for (int n = 0; n < batch.timeSteps.length; n++) {
                int[] labels = batch.labels(n);
                var one = reference.runSteps(batch.sequence(n), labels);
                for (int i = 0; i < one.probabilities().length; i++) {
                    assertThat(result.outputs[batch.start(n) * CLASSES + i])
                            .isCloseTo((float) one.probabilities()[i], within(2e-5f));
                }
                lossSum += one.loss();
                Arrays.setAll(gradients, i -> gradients[i] + one.gradients()[i]);
                for (int t = 0; t < labels.length; t++) {
                    known += labels[t] < 0 ? 0 : 1;
                    right += likeliest(one.probabilities(), t) == labels[t] ? 1 : 0;
                }
            }
            assertThat(result.outcome.lossSum()).isCloseTo(lossSum, within(1e-5 * lossSum));
            assertThat(result.outcome.correct())
                    .isCloseTo((double) right * batch.timeSteps.length / known, within(1e-9));
            double largest = Arrays.stream(gradients).map(Math::abs).max().orElseThrow();
            for (int i = 0; i < gradients.length; i++) {
                assertThat((double) result.gradients[i])
                        .as("gradient %d", i)
                        .isCloseTo(gradients[i], within(1e-6 + 2e-5 * largest));
            }
        }
    }

    private static int likeliest(double[] probabilities, int step) {
        return IntStream.range(0, CLASSES)
                .reduce((a, b) -> probabilities[step * CLASSES + b] > probabilities[step * CLASSES + a] ? b : a)
                .orElseThrow();
    }

    @Test
    void the_equations_have_the_gradients_of_numeric_differences() {
        var encoder = new Recurrent(Cell.LSTM, 2, 2, 0, 0, true, Pooling.LAST_STEP);
        var network = new Architecture(encoder, HEAD);
        int count = (int) network.parameterCount(SequenceShape.ofAnyLength(FEATURES));
        var parameters = NumericDifferences.uniform(new Random(5), 1, count);
        var reference = new RecurrentReference(encoder, HEAD, parameters[0]);
        var sequence = NumericDifferences.uniform(new Random(6), 5, FEATURES);
        int[] labels = {2, -1, 0, 1, -1};

        NumericDifferences.check(() -> reference.runSteps(sequence, labels).loss(), parameters, new double[][] {
            reference.runSteps(sequence, labels).gradients()
        });
    }

    static Stream<Recurrent> encoders() {
        return Stream.of(
                new Recurrent(Cell.LSTM, 2, 16, 0.5, 1),
                new Recurrent(Cell.GRU, 1, 8, 0.3, 0, true, Pooling.LAST_STEP),
                new Recurrent(Cell.RNN_TANH, 3, 4, 0, 0));
    }

    @ParameterizedTest
    @MethodSource("encoders")
    void results_do_not_depend_on_the_number_of_threads(Recurrent encoder) {
        var batch = Batch.random(9, 103, 30);
        var each = new float[103];
        for (int n = 0; n < each.length; n++) {
            each[n] = 0.5f + n % 3;
        }
        var weights = Weights.of(each);
        try (var one = kernel(encoder, 1);
                var three = kernel(encoder, 3)) {
            float[] parameters = parameters(one);
            var here = run(one, parameters, batch, weights);
            var there = run(three, parameters, batch, weights);

            assertThat(there.outputs).containsExactly(here.outputs);
            assertThat(there.gradients).containsExactly(here.gradients);
            assertThat(there.outcome).isEqualTo(here.outcome);
        }
    }

    @ParameterizedTest
    @MethodSource("encoders")
    void an_encoder_that_is_not_trained_computes_as_in_prediction(Recurrent encoder) {
        var batch = Batch.random(10, 20, 40);
        var plain = new Architecture(encoder, HEAD).undropped();
        var shape = SequenceShape.ofAnyLength(FEATURES);
        try (var all = NetworkKernel.ofProcessor(plain, shape, 2, 0, Precision.SINGLE);
                var head = NetworkKernel.ofProcessor(plain, shape, 2, Integer.MAX_VALUE, Precision.SINGLE)) {
            float[] parameters = parameters(all);
            var expected = run(all, parameters, batch, Weights.EQUAL);
            var found = run(head, parameters, batch, Weights.EQUAL);

            int ofHead = (encoder.outputs() + 1) * CLASSES;
            int ofEncoder = parameters.length - ofHead;
            assertThat(Arrays.copyOf(found.gradients, ofEncoder)).containsOnly(0f);
            assertThat(Arrays.copyOfRange(found.gradients, ofEncoder, parameters.length))
                    .containsExactly(
                            Arrays.copyOfRange(expected.gradients, ofEncoder, parameters.length), within(1e-4f));
            assertThat(found.outcome.lossSum()).isCloseTo(expected.outcome.lossSum(), within(1e-4));
            assertThat(found.outcome.correct()).isEqualTo(expected.outcome.correct());
        }
    }

    @Test
    void weights_multiply_losses_and_gradients_and_smoothing_is_that_of_classes() {
        var encoder = new Recurrent(Cell.LSTM, 1, 4, 0, 1);
        var batch = Batch.of(11, 4, 2);
        try (var kernel = kernel(encoder, 1)) {
            float[] parameters = parameters(kernel);
            double first = lossOf(kernel, parameters, batch, 1, 0, 0);
            double second = lossOf(kernel, parameters, batch, 0, 1, 0);

            assertThat(lossOf(kernel, parameters, batch, 3, 0.5f, 0)).isCloseTo(3 * first + second / 2, within(1e-6));

            // -sum of q log p, q = 0.9 of the class and 0.1 of all three alike
            var outputs = outputs(kernel, parameters, batch);
            double smoothed = 0;
            for (int n = 0; n < 2; n++) {
                for (int t = 0; t < batch.timeSteps[n]; t++) {
                    int label = batch.labels.get(n, t);
                    for (int k = 0; label >= 0 && k < CLASSES; k++) {
                        double q = (k == label ? 0.9 : 0) + 0.1 / CLASSES;
                        double p = outputs[(batch.start(n) + t) * CLASSES + k];
                        smoothed -= q * Math.log(p) / batch.labels.known(n);
                    }
                }
            }
            assertThat(lossOf(kernel, parameters, batch, 1, 1, 0.1)).isCloseTo(smoothed, within(1e-5));
        }
    }

    private static double lossOf(
            NetworkKernel kernel, float[] parameters, Batch batch, float first, float second, double smoothing) {
        var miniBatch = batch.miniBatch(Weights.of(new float[] {first, second}), smoothing);
        return kernel.differentiate(parameters, miniBatch, Stacks.dropout(1), new float[parameters.length])
                .lossSum();
    }

    @Test
    void an_ensemble_answers_each_step_by_the_mean_of_its_members() {
        var network = new Architecture(new Recurrent(Cell.GRU, 1, 4, 0, 0), HEAD, 2);
        var shape = SequenceShape.ofAnyLength(FEATURES);
        var batch = Batch.of(12, 3, 7, 1);
        try (var ensemble = NetworkKernel.ofProcessor(network, shape, 1, 0, Precision.SINGLE);
                var member = NetworkKernel.ofProcessor(network.member(), shape, 1, 0, Precision.SINGLE)) {
            float[] parameters = parameters(ensemble);
            int half = parameters.length / 2;
            float[] one = outputs(member, Arrays.copyOf(parameters, half), batch);
            float[] other = outputs(member, Arrays.copyOfRange(parameters, half, 2 * half), batch);
            float[] mean = outputs(ensemble, parameters, batch);

            assertThat(mean).hasSize(11 * CLASSES);
            for (int i = 0; i < mean.length; i++) {
                assertThat(mean[i]).isEqualTo((one[i] + other[i]) / 2);
            }
        }
    }

    static Stream<Arguments> others() {
        var recurrent = new Recurrent(Cell.LSTM, 1, 4, 0, 1);
        var convolutions = new TemporalConvolutional(Design.FCN, 2, 3, 4, 1, 0);
        var mean = "convolutions over time end in a mean over all steps. Use an LSTM, GRU or RNN.";
        return Stream.of(
                Arguments.of(
                        new Recurrent(Cell.LSTM, 1, 4, 0, 1, false, Pooling.ATTENTION),
                        "pooling makes one value per feature of all steps. Set the pooling to the last step."),
                Arguments.of(
                        new Convolutional(1, List.of(new ConvolutionBlock(2, 3, 1, 2, false, 0)), 3, 0),
                        "a CNN for images reads all time steps at once. Use an LSTM, GRU or RNN."),
                Arguments.of(convolutions, mean),
                Arguments.of(new Composition(recurrent, convolutions), mean),
                Arguments.of(
                        new Rocket(84, 6, 1, LinearClassifier.RIDGE),
                        "MiniRocket makes features of whole sequences. Use an LSTM, GRU or RNN."));
    }

    @ParameterizedTest
    @MethodSource("others")
    void encoders_that_give_no_values_at_each_step_are_refused(Encoder encoder, String reason) {
        assertThatThrownBy(() -> new Architecture(encoder, HEAD))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("A label per time step requires values at each step, but " + reason);
    }
}
