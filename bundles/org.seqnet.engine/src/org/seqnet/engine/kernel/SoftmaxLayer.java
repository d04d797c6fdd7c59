package org.seqnet.engine.kernel;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import org.seqnet.engine.kernel.NativeFloats.Cursor;

/**
 * A softmax layer with cross-entropy on rows of H values: K classes, p = softmax(h W + b), loss = -log p(actual
 * class).
 *
 * <p>Parameters lie as Deeplearning4j keeps them: W, H x K column-major, then b.
 */
final class SoftmaxLayer implements AutoCloseable {

    private final LinearLayer linear;
    private final int classes;

    /** What each sequence of the mini-batch lost, in nats. */
    private double[] losses = new double[0];

    private boolean[] hits = new boolean[0];

    SoftmaxLayer(int inputs, int classes, MatrixProducts products) {
        this.linear = new LinearLayer(inputs, classes, products);
        this.classes = classes;
    }

    int parameterCount() {
        return linear.parameterCount();
    }

    int classes() {
        return classes;
    }

    void pack(FloatBuffer parameters) {
        linear.pack(parameters, 0, classes);
    }

    void prepare(int sequences) {
        linear.prepare(sequences);
        if (losses.length != sequences) {
            losses = new double[sequences];
            hits = new boolean[sequences];
        }
    }

    /** Writes what it is to read of one sequence of the mini-batch, H values. */
    void writeInput(int sequence, float[] h) {
        linear.writeInput(sequence, h);
    }

    /**
     * Writes class probabilities of {@code count} rows.
     *
     * @param outputs H values and a one each
     * @param scratch room for {@code count} times {@link #scratchWidth()} values
     * @param places where in {@code probabilities} a row's first one goes
     */
    void classify(Cursor outputs, int count, NativeFloats scratch, float[] probabilities, IntUnaryOperator places) {
        int stride = linear.outputStride();
        linear.forward(outputs, count, scratch.cursor(stride));
        double[] exponentials = new double[classes];
        for (int n = 0; n < count; n++) {
            softmax(scratch.buffer(), n * stride, exponentials);
            int place = places.applyAsInt(n);
            for (int k = 0; k < classes; k++) {
                probabilities[place + k] = (float) exponentials[k];
            }
        }
    }

    int scratchWidth() {
        return linear.outputStride();
    }

    /**
     * Replaces {@code probabilities} by those of the logits at this place; returns the logarithm of the sum of
     * exponentials.
     */
    private double softmax(FloatBuffer logits, int at, double[] probabilities) {
        double highest = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < classes; k++) {
            highest = Math.max(highest, logits.get(at + k));
        }
        double sum = 0;
        for (int k = 0; k < classes; k++) {
            probabilities[k] = Math.exp(logits.get(at + k) - highest);
            sum += probabilities[k];
        }
        for (int k = 0; k < classes; k++) {
            probabilities[k] /= sum;
        }
        return Math.log(sum) + highest;
    }

    /** Computes losses, and their gradients by logits and by h, of the sequences [from, to). */
    void differentiate(int[] actual, int from, int to) {
        linear.forward(from, to);
        double[] probabilities = new double[classes];
        FloatBuffer buffer = linear.z();
        for (int n = from; n < to; n++) {
            int at = n * linear.outputStride();
            double logit = buffer.get(at + actual[n]);
            int best = 0;
            for (int k = 1; k < classes; k++) {
                best = buffer.get(at + k) > buffer.get(at + best) ? k : best;
            }
            hits[n] = best == actual[n];
            losses[n] = softmax(buffer, at, probabilities) - logit;
            for (int k = 0; k < classes; k++) {
                buffer.put(at + k, (float) (probabilities[k] - (k == actual[n] ? 1 : 0)));
            }
        }
        linear.backward(from, to);
    }

    /** Reads dL/dh of the sequences [from, to) as rows of H values to {@code target} from {@code offset} on. */
    void readGradient(int from, int to, float[] target, int offset) {
        linear.readInputGradient(from, to, target, offset);
    }

    /** Writes dL/dW and dL/db, summed over the mini-batch. */
    void gradient(FloatBuffer gradients) {
        linear.gradient(gradients, 0, classes);
    }

    /** Returns the summed loss, added up in the order of the sequences. */
    double lossSum() {
        return Arrays.stream(losses).sum();
    }

    int correct() {
        int count = 0;
        for (boolean hit : hits) {
            count += hit ? 1 : 0;
        }
        return count;
    }

    @Override
    public void close() {
        linear.close();
    }
}
