package org.seqnet.cudnn.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.seqnet.cudnn.OnStandIn;
import org.seqnet.cudnn.layer.LinearHead.Loss;
import org.seqnet.engine.network.SeedStream;
import org.seqnet.engine.network.SeedStream.Purpose;

/** Losses, counts and gradients by the formulas, in double. */
class LinearHeadTest extends OnStandIn {
    private static final int BATCH = 5;
    private static final int INPUTS = 7;

    private static float[] random(int count, int seed) {
        var stream = new SeedStream(seed, Purpose.START_WEIGHTS);
        var values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) stream.nextGaussian();
        }
        return values;
    }

    private record Result(double loss, double correct, float[] gradients, float[] inputGradients, float[] outputs) {}

    private Result run(Loss loss, int outputs, List<int[]> labels, float[] weights, float smoothing) {
        var h = random(BATCH * INPUTS, 1);
        var w = random((INPUTS + 1) * outputs, 2);
        try (var queue = standIn.card().queue()) {
            var head = new LinearHead(queue, INPUTS, outputs, loss);
            var batch = new CardBatch(BATCH, 1, new int[] {1, 1, 1, 1, 1}, true, 0, 0);
            var pinned = queue.pinned(100_000);
            var memory = queue.allocate(100_000);
            long at = memory.address();
            var starts = new int[BATCH + 1];
            var all = new int[100];
            for (int n = 0; n < BATCH; n++) {
                starts[n + 1] = starts[n] + labels.get(n).length;
                System.arraycopy(labels.get(n), 0, all, starts[n], labels.get(n).length);
            }
            pinned.write(0, new int[] {0, 3}, 0, 2);
            pinned.write(64, starts, 0, starts.length);
            pinned.write(128, all, 0, all.length);
            pinned.write(1024, weights, 0, BATCH);
            pinned.write(1088, new int[] {0, 1, 2, 3, 4}, 0, BATCH);
            pinned.write(2048, h, 0, h.length);
            pinned.write(4096, w, 0, w.length);
            queue.clear(at, 25_000);
            queue.upload(pinned, 0, at, 4096 + 4L * w.length);
            var targets = new CardTargets(at + 64, at + 128, at + 1024, at + 1088, at, smoothing);
            head.prepare(batch, Mode.TRAINING);
            long gradients = at + 40_000;
            long figures = at + 80_000;
            long output = at + 81_920;
            head.predict(batch, at + 2048, at + 4096, output);
            long back = head.differentiate(batch, at + 2048, at + 4096, gradients, targets, figures);
            queue.download(figures, pinned, 0, 24);
            queue.download(gradients, pinned, 64, 4L * w.length);
            queue.download(back, pinned, 50_000, 4L * h.length);
            queue.download(output, pinned, 60_000, 4L * BATCH * outputs);
            queue.synchronize();
            var numbers = new double[2];
            pinned.read(0, numbers, 0, 2);
            var gradient = new float[w.length];
            pinned.read(64, gradient, 0, gradient.length);
            var input = new float[h.length];
            pinned.read(50_000, input, 0, input.length);
            var given = new float[BATCH * outputs];
            pinned.read(60_000, given, 0, given.length);
            return new Result(numbers[0], numbers[1], gradient, input, given);
        }
    }

    /** What the formulas say, in double. */
    private static Result expected(Loss kind, int outputs, List<int[]> labels, float[] weights, double smoothing) {
        var h = random(BATCH * INPUTS, 1);
        var w = random((INPUTS + 1) * outputs, 2);
        double loss = 0;
        int correct = 0;
        var gradients = new double[w.length];
        var back = new float[h.length];
        var given = new float[BATCH * outputs];
        for (int n = 0; n < BATCH; n++) {
            var z = new double[outputs];
            int best = 0;
            double sum = 0;
            for (int k = 0; k < outputs; k++) {
                z[k] = w[INPUTS * outputs + k];
                for (int j = 0; j < INPUTS; j++) {
                    z[k] += (double) w[k * INPUTS + j] * h[n * INPUTS + j];
                }
                best = z[k] > z[best] ? k : best;
                sum += Math.exp(z[k]);
            }
            var dz = new double[outputs];
            boolean right = true;
            for (int k = 0; k < outputs; k++) {
                boolean there = false;
                for (int label : labels.get(n)) {
                    there |= label == k;
                }
                if (kind == Loss.SOFTMAX) {
                    double p = Math.exp(z[k]) / sum;
                    double wanted = (there ? 1 - smoothing : 0) + smoothing / outputs;
                    loss -= weights[n] * wanted * Math.log(p);
                    dz[k] = p - wanted;
                    given[n * outputs + k] = (float) p;
                    right &= !there || best == k;
                } else {
                    double p = 1 / (1 + Math.exp(-z[k]));
                    double wanted = there ? 1 - smoothing / 2 : smoothing / 2;
                    loss -= weights[n] * (wanted * Math.log(p) + (1 - wanted) * Math.log(1 - p));
                    dz[k] = p - wanted;
                    given[n * outputs + k] = (float) p;
                    right &= there == z[k] >= 0;
                }
            }
            correct += right ? 1 : 0;
            for (int k = 0; k < outputs; k++) {
                gradients[INPUTS * outputs + k] += weights[n] * dz[k];
                for (int j = 0; j < INPUTS; j++) {
                    gradients[k * INPUTS + j] += weights[n] * dz[k] * h[n * INPUTS + j];
                    back[n * INPUTS + j] += (float) (weights[n] * dz[k] * w[k * INPUTS + j]);
                }
            }
        }
        var floats = new float[gradients.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) gradients[i];
        }
        return new Result(loss, correct, floats, back, given);
    }

    private void compare(Loss loss, int outputs, List<int[]> labels, float[] weights, float smoothing) {
        var found = run(loss, outputs, labels, weights, smoothing);
        var wanted = expected(loss, outputs, labels, weights, smoothing);
        assertThat(found.loss()).isCloseTo(wanted.loss(), within(1e-5 * Math.abs(wanted.loss())));
        assertThat(found.correct()).isEqualTo(wanted.correct());
        assertThat(found.gradients()).containsExactly(wanted.gradients(), within(2e-5f));
        assertThat(found.inputGradients()).containsExactly(wanted.inputGradients(), within(2e-5f));
        assertThat(found.outputs()).containsExactly(wanted.outputs(), within(1e-6f));
    }

    @Test
    void one_class_of_several_is_told_by_softmax() {
        var labels = List.of(new int[] {2}, new int[] {0}, new int[] {1}, new int[] {2}, new int[] {0});
        compare(Loss.SOFTMAX, 3, labels, new float[] {1, 1, 1, 1, 1}, 0);
        compare(Loss.SOFTMAX, 3, labels, new float[] {1, 0.5f, 3, 0, 2}, 0.1f);
    }

    @Test
    void more_classes_than_a_block_has_threads_are_told_apart() {
        var labels = List.of(new int[] {2}, new int[] {199}, new int[] {64}, new int[] {63}, new int[] {128});
        compare(Loss.SOFTMAX, 200, labels, new float[] {1, 1, 2, 1, 1}, 0.2f);
    }

    @Test
    void any_of_several_labels_are_told_by_sigmoids() {
        var labels = List.of(new int[] {0, 2}, new int[0], new int[] {1}, new int[] {0, 1, 2}, new int[] {2});
        compare(Loss.SIGMOID, 3, labels, new float[] {1, 1, 1, 1, 1}, 0);
        compare(Loss.SIGMOID, 3, labels, new float[] {1, 0.5f, 3, 0, 2}, 0.1f);
    }
}
