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

    private final MatrixProducts products;
    private final int inputs;
    private final int classes;
    private final int classStride;
    private final int inputStride;
    private final NativeFloats forward;
    private final NativeFloats backward;
    private final NativeFloats gradient;
    private final float[] values;
    /** What it reads of the mini-batch, with a one behind each row. */
    private NativeFloats rows;

    private NativeFloats logits;
    private NativeFloats dh;
    private int sequences;

    /** What each sequence of the mini-batch lost, in nats. */
    private double[] losses = new double[0];

    private boolean[] hits = new boolean[0];

    SoftmaxLayer(int inputs, int classes, MatrixProducts products) {
        this.products = products;
        this.inputs = inputs;
        this.classes = classes;
        classStride = NativeFloats.stride(classes);
        inputStride = NativeFloats.stride(inputs + 1);
        forward = new NativeFloats((inputs + 1L) * classStride);
        backward = new NativeFloats((long) classes * inputStride);
        gradient = new NativeFloats((long) classes * inputStride);
        values = new float[classes * inputStride];
    }

    int parameterCount() {
        return (inputs + 1) * classes;
    }

    void pack(FloatBuffer parameters) {
        float[] column = new float[inputs];
        for (int k = 0; k < classes; k++) {
            parameters.get(k * inputs, column);
            backward.buffer().put(k * inputStride, column);
            for (int j = 0; j < inputs; j++) {
                forward.buffer().put(j * classStride + k, column[j]);
            }
            forward.buffer().put(inputs * classStride + k, parameters.get(classes * inputs + k));
        }
    }

    void prepare(int sequenceCount) {
        if (sequences != sequenceCount) {
            release();
            sequences = sequenceCount;
            rows = new NativeFloats((long) sequences * inputStride);
            for (int n = 0; n < sequences; n++) {
                rows.buffer().put(n * inputStride + inputs, 1f);
            }
            logits = new NativeFloats((long) sequences * classStride);
            dh = new NativeFloats((long) sequences * inputs);
            losses = new double[sequences];
            hits = new boolean[sequences];
        }
    }

    /** Writes what it is to read of one sequence of the mini-batch, H values. */
    void writeInput(int sequence, float[] h) {
        rows.buffer().put(sequence * inputStride, h, 0, inputs);
    }

    /**
     * Writes class probabilities of {@code count} rows.
     *
     * @param outputs H values and a one each
     * @param scratch room for {@code count} times {@link #scratchWidth()} values
     * @param places where in {@code probabilities} a row's first one goes
     */
    void classify(Cursor outputs, int count, NativeFloats scratch, float[] probabilities, IntUnaryOperator places) {
        products.multiply(
                count, classes, inputs + 1, outputs, forward.cursor(classStride), 0f, scratch.cursor(classStride));
        double[] exponentials = new double[classes];
        for (int n = 0; n < count; n++) {
            softmax(scratch.buffer(), n * classStride, exponentials);
            int place = places.applyAsInt(n);
            for (int k = 0; k < classes; k++) {
                probabilities[place + k] = (float) exponentials[k];
            }
        }
    }

    int scratchWidth() {
        return classStride;
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
        Cursor part = logits.cursor(classStride).row(from);
        products.multiply(
                to - from,
                classes,
                inputs + 1,
                rows.cursor(inputStride).row(from),
                forward.cursor(classStride),
                0f,
                part);
        double[] probabilities = new double[classes];
        FloatBuffer buffer = logits.buffer();
        for (int n = from; n < to; n++) {
            int at = n * classStride;
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
        products.multiply(
                to - from,
                inputs,
                classes,
                part,
                backward.cursor(inputStride),
                0f,
                dh.cursor(inputs).row(from));
    }

    /** Reads dL/dh of the sequences [from, to) as rows of H values to {@code target} from {@code offset} on. */
    void readGradient(int from, int to, float[] target, int offset) {
        dh.buffer().get(from * inputs, target, offset, (to - from) * inputs);
    }

    /** Writes dL/dW and dL/db, summed over the mini-batch. */
    void gradient(FloatBuffer gradients) {
        products.multiplyTransposed(
                classes,
                inputs + 1,
                sequences,
                logits.cursor(classStride),
                rows.cursor(inputStride),
                0f,
                gradient.cursor(inputStride));
        gradient.buffer().get(0, values);
        for (int k = 0; k < classes; k++) {
            gradients.put(k * inputs, values, k * inputStride, inputs);
            gradients.put(classes * inputs + k, values[k * inputStride + inputs]);
        }
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

    private void release() {
        if (logits != null) {
            rows.close();
            logits.close();
            dh.close();
            logits = null;
        }
    }

    @Override
    public void close() {
        release();
        forward.close();
        backward.close();
        gradient.close();
    }
}
