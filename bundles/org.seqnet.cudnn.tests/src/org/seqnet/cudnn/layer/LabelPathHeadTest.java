package org.seqnet.cudnn.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.seqnet.cudnn.OnStandIn;
import org.seqnet.cudnn.card.PinnedMemory;
import org.seqnet.engine.kernel.MiniBatch;
import org.seqnet.engine.kernel.NetworkKernel;
import org.seqnet.engine.kernel.Precision;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.LabelPath;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.network.SeedStream;
import org.seqnet.engine.network.SeedStream.Purpose;
import org.seqnet.engine.sequence.LabelSets;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.sequence.Targets;
import org.seqnet.engine.sequence.Weights;

/**
 * Compares the head with the processor's, which stands there on an encoder that hands on what it reads: one step of a
 * layer with the identity as weights.
 */
class LabelPathHeadTest extends OnStandIn {
    private static final int INPUTS = 6;
    private static final int SIZE = 5;
    private static final int UNITS = 4;
    private static final int ENCODER = INPUTS * (2 * INPUTS + 1);

    /** @param inputGradients summed over the sequences, each by one of its values and once more by 1 */
    private record Result(double loss, double correct, float[] gradients, float[] inputGradients, float[] outputs) {}

    private static float[] parameters(LabelPath path) {
        int count = (path.count() + 2) * SIZE + 4 * UNITS * (SIZE + UNITS + 1) + SIZE * (UNITS + INPUTS + 1);
        var stream = new SeedStream(path.count(), Purpose.START_WEIGHTS);
        var values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (0.6 * stream.nextGaussian());
        }
        return values;
    }

    private static float[] inputs(int sequences) {
        var stream = new SeedStream(3, Purpose.START_WEIGHTS);
        var values = new float[sequences * INPUTS];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (0.1 + stream.nextDouble());
        }
        return values;
    }

    private static int[] ones(int count) {
        var ones = new int[count];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static Result onProcessor(LabelPath path, LabelSets labels, Weights weights) {
        var architecture = new Architecture(new Recurrent(Cell.RNN_RELU, 1, INPUTS, 0, 0), path);
        int n = labels.size();
        var head = parameters(path);
        var all = new float[ENCODER + head.length];
        for (int i = 0; i < INPUTS; i++) {
            all[i * INPUTS + i] = 1;
        }
        System.arraycopy(head, 0, all, ENCODER, head.length);
        try (var kernel =
                NetworkKernel.ofProcessor(architecture, new SequenceShape(1, INPUTS), 1, 0, Precision.SINGLE)) {
            var batch = new MiniBatch(inputs(n), ones(n), new Targets(labels, weights, 0), n);
            var gradients = new float[all.length];
            var outcome = kernel.differentiate(all, batch, new SeedStream(1, Purpose.DROPOUT), gradients);
            kernel.load(all);
            var outputs = new float[n * SIZE];
            var values = inputs(n);
            kernel.predict(
                    (i, target, at) -> System.arraycopy(values, i * INPUTS, target, at, INPUTS),
                    ones(n),
                    n,
                    outputs,
                    0);
            var back = Arrays.copyOf(gradients, INPUTS * INPUTS + INPUTS);
            System.arraycopy(gradients, 2 * INPUTS * INPUTS, back, INPUTS * INPUTS, INPUTS);
            return new Result(
                    outcome.lossSum(),
                    outcome.correct(),
                    Arrays.copyOfRange(gradients, ENCODER, all.length),
                    back,
                    outputs);
        }
    }

    /** As the second mini-batch of an epoch that visits the sequences backward. */
    private Result onCard(LabelPath path, LabelSets labels, Weights weights) {
        int n = labels.size();
        var parameters = parameters(path);
        var values = inputs(n);
        try (var queue = standIn.card().queue()) {
            var head = new LabelPathHead(queue, INPUTS, path);
            assertThat(head.parameterCount()).isEqualTo(parameters.length);
            var places = new int[parameters.length];
            head.place(places, 0, 0);
            var space = new float[head.spaceSize()];
            for (int i = 0; i < places.length; i++) {
                space[places[i]] = parameters[i];
            }
            var pinned = queue.pinned(200_000);
            pinned.write(0, space, 0, space.length);
            pinned.write(40_000, values, 0, values.length);
            write(labels, weights, pinned);
            long at = queue.allocate(200_000).address();
            queue.clear(at, 50_000);
            queue.upload(pinned, 0, at, 100_000);
            var batch = new CardBatch(n, 1, ones(n), true, 0, 0);
            head.expect(IntStream.range(0, n).map(labels::count).max().orElse(0));
            head.prepare(batch, Mode.PREDICTION);
            head.predict(batch, at + 40_000, at, at + 150_000);
            head.prepare(batch, Mode.TRAINING);
            long back = head.differentiate(batch, at + 40_000, at, at + 100_000, targets(at), at + 190_000);
            queue.download(at + 100_000, pinned, 0, 4L * space.length);
            queue.download(back, pinned, 40_000, 4L * values.length);
            queue.download(at + 150_000, pinned, 100_000, 4L * n * SIZE);
            queue.download(at + 190_000, pinned, 150_000, 24);
            queue.synchronize();
            pinned.read(0, space, 0, space.length);
            var gradients = new float[parameters.length];
            for (int i = 0; i < places.length; i++) {
                gradients[i] = space[places[i]];
            }
            var inputGradients = new float[values.length];
            pinned.read(40_000, inputGradients, 0, values.length);
            var outputs = new float[n * SIZE];
            pinned.read(100_000, outputs, 0, outputs.length);
            var figures = new double[3];
            pinned.read(150_000, figures, 0, 3);
            return new Result(figures[0], figures[1], gradients, sums(values, inputGradients), outputs);
        }
    }

    /** The sequence with number n - 1 - i stands at place n + i of the epoch. */
    private static void write(LabelSets labels, Weights weights, PinnedMemory pinned) {
        int n = labels.size();
        var starts = new int[n + 1];
        var all = new int[100];
        var numbers = new float[n];
        var order = new int[2 * n];
        for (int i = 0; i < n; i++) {
            int other = n - 1 - i;
            starts[i + 1] = starts[i] + labels.count(other);
            System.arraycopy(labels.labels(other), 0, all, starts[i], labels.count(other));
            numbers[i] = weights.get(other);
            order[n + i] = other;
        }
        pinned.write(60_000, new int[] {n, 2}, 0, 2);
        pinned.write(61_000, starts, 0, starts.length);
        pinned.write(62_000, all, 0, all.length);
        pinned.write(63_000, numbers, 0, n);
        pinned.write(64_000, order, 0, order.length);
    }

    private static CardTargets targets(long at) {
        return new CardTargets(at + 61_000, at + 62_000, at + 63_000, at + 64_000, at + 60_000, 0);
    }

    private static float[] sums(float[] values, float[] gradients) {
        var sums = new float[INPUTS * INPUTS + INPUTS];
        for (int at = 0; at < values.length; at += INPUTS) {
            for (int j = 0; j < INPUTS; j++) {
                for (int i = 0; i < INPUTS; i++) {
                    sums[j * INPUTS + i] += gradients[at + j] * values[at + i];
                }
                sums[INPUTS * INPUTS + j] += gradients[at + j];
            }
        }
        return sums;
    }

    private void compare(LabelPath path, LabelSets labels, Weights weights) {
        var wanted = onProcessor(path, labels, weights);
        var found = onCard(path, labels, weights);
        assertThat(found.loss()).isCloseTo(wanted.loss(), within(1e-5 * wanted.loss()));
        assertThat(found.correct()).isEqualTo(wanted.correct());
        assertThat(found.gradients()).containsExactly(wanted.gradients(), within(tolerance(wanted.gradients())));
        assertThat(found.inputGradients())
                .containsExactly(wanted.inputGradients(), within(tolerance(wanted.inputGradients())));
        assertThat(found.outputs()).containsExactly(wanted.outputs(), within(1e-5f));
    }

    private static float tolerance(float[] values) {
        float largest = 0;
        for (float value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return 1e-5f * largest;
    }

    private static LabelPath path(int labels, Integer... order) {
        return new LabelPath(labels, SIZE, UNITS, List.of(order));
    }

    @Test
    void paths_of_no_label_to_all_labels_are_learned_in_a_fixed_order() {
        var labels = LabelSets.of(
                List.of(new int[] {1}, new int[] {}, new int[] {0, 1, 2, 3}, new int[] {2, 0}, new int[] {3, 1, 2}));
        compare(path(4, 2, 0, 3, 1), labels, Weights.EQUAL);
        compare(path(4, 0, 1, 2, 3), labels, Weights.of(new float[] {1, 0.5f, 2, 0, 3}));
    }

    @Test
    void without_an_order_the_likeliest_of_the_labels_that_are_left_comes_next() {
        var labels = LabelSets.of(
                List.of(new int[] {1}, new int[] {}, new int[] {0, 1, 2, 3}, new int[] {2, 0}, new int[] {3, 1, 2}));
        compare(path(4), labels, Weights.EQUAL);
        compare(path(4), labels, Weights.of(new float[] {1, 0.5f, 2, 0, 3}));
    }

    @Test
    void more_labels_than_a_block_has_threads_are_told_apart() {
        var labels = LabelSets.of(List.of(new int[] {69, 3, 33}, new int[] {32}, new int[] {64, 31, 0, 1}));
        compare(path(70), labels, Weights.EQUAL);
        compare(
                path(70, IntStream.range(0, 70).map(k -> k * 9 % 70).boxed().toArray(Integer[]::new)),
                labels,
                Weights.EQUAL);
    }

    @Test
    void sequences_without_labels_learn_the_end() {
        compare(path(1, 0), LabelSets.of(List.of(new int[] {}, new int[] {})), Weights.EQUAL);
        compare(path(1), LabelSets.of(List.of(new int[] {})), Weights.EQUAL);
        compare(path(1), LabelSets.of(List.of(new int[] {0})), Weights.EQUAL);
    }

    @Test
    void how_many_labels_there_are_at_most_must_be_known() {
        try (var queue = standIn.card().queue()) {
            var head = new LabelPathHead(queue, INPUTS, path(3));
            assertThatThrownBy(() -> head.prepare(new CardBatch(2, 1, ones(2), true, 0, 0), Mode.TRAINING))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("How many labels there are at most has not been said.");
        }
    }
}
