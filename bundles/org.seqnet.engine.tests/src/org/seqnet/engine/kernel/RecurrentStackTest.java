package org.seqnet.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Pointer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.sequence.LabelSets;
import org.seqnet.engine.sequence.Targets;

class RecurrentStackTest {

    private static final int CLASSES = 3;

    /** Random values and labels, and what a network made of them. */
    private record Batch(int n, int t, int f, float[] values, int[] labels) {
        static Batch random(int n, int t, int f, long seed) {
            Random random = new Random(seed);
            int[] labels = new int[n];
            for (int i = 0; i < n; i++) {
                labels[i] = random.nextInt(CLASSES);
            }
            return new Batch(n, t, f, UniformFloats.of(random, n * t * f, 1).array(), labels);
        }

        MiniBatch miniBatch() {
            return new MiniBatch(
                    values,
                    IntStream.generate(() -> t).limit(n).toArray(),
                    new Targets(LabelSets.ofClasses(labels)),
                    n);
        }

        INDArray features() {
            return Nd4j.createFromArray(values).reshape('c', n, t, f);
        }

        INDArray oneHot() {
            INDArray array = Nd4j.zeros(DataType.FLOAT, n, CLASSES);
            for (int i = 0; i < n; i++) {
                array.putScalar(i, labels[i], 1);
            }
            return array;
        }
    }

    /** Deeplearning4j has no GRU; its judge is {@code RecurrentReferenceTest}. */
    static Stream<Arguments> cellsAndShapes() {
        return Stream.of(Cell.LSTM, Cell.RNN_TANH, Cell.RNN_RELU).flatMap(cell -> Stream.of(
                        "1,1,1,1,1",
                        "1,5,3,2,2",
                        "60,31,3,5,2",
                        "7,1,3,2,1",
                        "4,6,5,3,3",
                        "37,4,5,16,2",
                        "100,28,28,128,2")
                .map(shape -> Arrays.stream(shape.split(",")).map(Integer::valueOf))
                .map(shape -> Arguments.of(Stream.concat(Stream.of(cell), shape).toArray())));
    }

    @ParameterizedTest(name = "{0} N={1} T={2} F={3} H={4} layers={5}")
    @MethodSource("cellsAndShapes")
    void computes_what_stock_computes(Cell cell, int n, int t, int f, int h, int layers) {
        MultiLayerNetwork stock = stock(cell, f, h, layers);
        Batch batch = Batch.random(n, t, f, 1);
        try (var stack = Stacks.of(new Recurrent(cell, layers, h, 0, 0), f, CLASSES, 2)) {
            float[] parameters = stock.params().dup().toFloatVector();
            assertThat(stack.parameterCount()).isEqualTo((int) stock.numParams());
            float[] probabilities = Stacks.predict(stack, parameters, batch.miniBatch(), f, CLASSES);
            assertThat(probabilities)
                    .containsExactly(flat(stock.output(batch.features())), within(2 * UniformFloats.rounding(cell)));

            float[] gradients = new float[stack.parameterCount()];
            Outcome outcome = differentiate(stack, parameters, batch, gradients);
            stock.setInput(batch.features());
            stock.setLabels(batch.oneHot());
            stock.computeGradientAndScore();
            assertThat(outcome.lossSum() / n).isCloseTo(stock.score(), within(1e-5 * stock.score()));
            float[] expected = stock.getFlattenedGradients().dup().toFloatVector();
            // A rectified unit whose sum is nearly 0 counts or not as the processor rounds.
            double tolerance = cell == Cell.RNN_RELU ? 1e-3 : 1e-5;
            assertThat(distance(gradients, expected))
                    .isLessThanOrEqualTo(tolerance * distance(new float[expected.length], expected));
            int correct = 0;
            for (int i = 0; i < n; i++) {
                int best = 0;
                for (int k = 1; k < CLASSES; k++) {
                    best = probabilities[i * CLASSES + k] > probabilities[i * CLASSES + best] ? k : best;
                }
                correct += best == batch.labels()[i] ? 1 : 0;
            }
            assertThat(outcome.correct()).isEqualTo(correct);
        }
    }

    @ParameterizedTest
    @EnumSource
    void the_number_of_threads_changes_no_bit(Cell cell) {
        for (int threads : new int[] {2, 3, 5}) {
            for (int n : new int[] {1, 30, 37, 100}) {
                Batch batch = Batch.random(n, 6, 28, 2);
                assertThat(run(cell, batch, threads)).isDeepEqualTo(run(cell, batch, 1));
            }
        }
    }

    private static Outcome differentiate(LayerStack stack, float[] parameters, Batch batch, float[] gradients) {
        return stack.differentiate(parameters, batch.miniBatch(), Stacks.dropout(9), gradients);
    }

    private static float[][] run(Batch batch, int threads) {
        return run(Cell.LSTM, batch, threads);
    }

    private static float[][] run(Cell cell, Batch batch, int threads) {
        try (var stack = Stacks.of(new Recurrent(cell, 2, 64, 0, 0), batch.f(), CLASSES, threads)) {
            float[] parameters =
                    UniformFloats.of(new Random(3), stack.parameterCount(), 0.2).array();
            float[] gradients = new float[stack.parameterCount()];
            Outcome outcome = differentiate(stack, parameters, batch, gradients);
            float[] probabilities = Stacks.predict(stack, parameters, batch.miniBatch(), batch.f(), CLASSES);
            return new float[][] {gradients, probabilities, {(float) outcome.lossSum(), (float) outcome.correct()}};
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_prediction_does_not_depend_on_its_neighbours(Cell cell) {
        Batch batch = Batch.random(500, 5, 4, 4);
        try (var stack = Stacks.of(new Recurrent(cell, 2, 16, 0, 0), 4, CLASSES, 2)) {
            stack.load(
                    UniformFloats.of(new Random(5), stack.parameterCount(), 0.5).array());
            var source = Stacks.source(batch.miniBatch(), 4);
            int[] timeSteps = batch.miniBatch().timeSteps();
            float[] together = new float[500 * CLASSES];
            stack.predict(source, timeSteps, 500, together, 0);
            float[] alone = new float[500 * CLASSES];
            for (int i = 0; i < 500; i++) {
                int number = i;
                stack.predict(
                        (index, target, at) -> source.copyTo(number, target, at), timeSteps, 1, alone, i * CLASSES);
            }
            assertThat(alone).containsExactly(together, within(UniformFloats.rounding(cell)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void mini_batches_of_any_size_follow_each_other(Cell cell) {
        var network = new Recurrent(cell, 2, 8, 0, 0);
        try (var stack = Stacks.of(network, 5, CLASSES, 2)) {
            float[] parameters =
                    UniformFloats.of(new Random(3), stack.parameterCount(), 0.5).array();
            for (int n : new int[] {60, 60, 17, 1, 60}) {
                Batch batch = Batch.random(n, 4, 5, n);
                float[] gradients = new float[stack.parameterCount()];
                differentiate(stack, parameters, batch, gradients);
                float[] expected = new float[stack.parameterCount()];
                try (var fresh = Stacks.of(network, 5, CLASSES, 2)) {
                    differentiate(fresh, parameters, batch, expected);
                }
                assertThat(gradients).isEqualTo(expected).isNotEqualTo(new float[expected.length]);
            }
        }
    }

    @Test
    void networks_trained_at_once_get_what_they_get_one_after_another() throws Exception {
        Batch batch = Batch.random(60, 6, 28, 6);
        float[][] expected = run(batch, 2);
        List<Future<float[][]>> runs = new ArrayList<>();
        ExecutorService learners = Executors.newFixedThreadPool(4);
        try {
            for (int i = 0; i < 12; i++) {
                runs.add(learners.submit(() -> run(batch, 2)));
            }
            for (Future<float[][]> result : runs) {
                assertThat(result.get()).isDeepEqualTo(expected);
            }
        } finally {
            learners.shutdownNow();
        }
    }

    @ParameterizedTest
    @EnumSource
    void fifty_networks_leave_no_native_memory_and_no_thread_behind(Cell cell) throws InterruptedException {
        Batch batch = Batch.random(40, 6, 28, 7);
        run(cell, batch, 2);
        long bytes = Pointer.totalBytes();
        for (int i = 0; i < 50; i++) {
            run(cell, batch, 2);
        }
        assertThat(Pointer.totalBytes()).isLessThanOrEqualTo(bytes);
        for (int wait = 0; wait < 500 && kernelThreads() > 0; wait++) {
            Thread.sleep(10);
        }
        assertThat(kernelThreads()).isZero();
    }

    private static long kernelThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("seqnet-kernel-"))
                .count();
    }

    @Test
    void too_few_values_are_refused() {
        try (var stack = Stacks.of(new Recurrent(Cell.LSTM, 1, 2, 0, 0), 4, CLASSES, 1)) {
            var batch = new MiniBatch(new float[39], new int[] {5, 5}, new Targets(LabelSets.ofClasses(new int[2])), 2);
            float[] parameters = new float[65];
            assertThatThrownBy(() -> stack.differentiate(parameters, batch, Stacks.dropout(0), parameters))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("2 sequences of 5 time steps with 4 features are 40 values, not 39.");
            assertThatThrownBy(() -> stack.load(new float[3]))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("The network has 65 parameters, not 3.");
        }
    }

    @Test
    void a_network_too_large_to_build_leaves_no_thread_behind() {
        var before = helperThreads();

        assertThatThrownBy(() -> Stacks.of(new Recurrent(Cell.LSTM, 1, 8192, 0, 0), 60_000, 2, 3))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("A batch needs an array of 559728144 values; choose a smaller batch size, fewer hidden"
                        + " units or filters, or shorter sequences.");

        assertThat(before).containsAll(helperThreads());
    }

    private static Set<Thread> helperThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("seqnet-kernel-"))
                .collect(Collectors.toSet());
    }

    private static double distance(float[] a, float[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += (double) (a[k] - b[k]) * (a[k] - b[k]);
        }
        return Math.sqrt(sum);
    }

    private static float[] flat(INDArray array) {
        return array.dup('c').data().asFloat();
    }

    private static MultiLayerNetwork stock(Cell cell, int inputs, int units, int layers) {
        var list = new NeuralNetConfiguration.Builder()
                .seed(7)
                .dataType(DataType.FLOAT)
                .list();
        for (int i = 0; i < layers; i++) {
            BaseRecurrentLayer layer = layer(cell, i == 0 ? inputs : units, units);
            list.layer(i < layers - 1 ? layer : new LastTimeStep(layer));
        }
        MultiLayerNetwork network = new MultiLayerNetwork(list.layer(new OutputLayer.Builder(LossFunction.MCXENT)
                        .nIn(units)
                        .nOut(CLASSES)
                        .activation(Activation.SOFTMAX)
                        .build())
                .build());
        network.init();
        return network;
    }

    private static BaseRecurrentLayer layer(Cell cell, int inputs, int units) {
        BaseRecurrentLayer.Builder<?> builder = cell == Cell.LSTM ? new LSTM.Builder() : new SimpleRnn.Builder();
        builder.dataFormat(RNNFormat.NWC)
                .nIn(inputs)
                .nOut(units)
                .activation(cell == Cell.RNN_RELU ? Activation.RELU : Activation.TANH);
        return builder.build();
    }
}
