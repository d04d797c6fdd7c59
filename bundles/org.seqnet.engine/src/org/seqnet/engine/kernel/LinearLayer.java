package org.seqnet.engine.kernel;

import java.nio.FloatBuffer;
import org.seqnet.engine.kernel.NativeFloats.Cursor;

/**
 * A linear layer on rows of values: z = x W + b, forward and backward.
 *
 * <p>Parameters lie as Deeplearning4j keeps them: W, inputs x outputs column-major, then b.
 */
final class LinearLayer implements AutoCloseable {

    private final MatrixProducts products;
    private final int inputs;
    private final int outputs;
    private final int outputStride;
    private final int inputStride;
    private final NativeFloats forward;
    private final NativeFloats backward;
    private final NativeFloats gradient;
    /** What it reads of the mini-batch, with a one behind each row. */
    private NativeFloats rows;

    private NativeFloats z;
    private NativeFloats dx;
    private int rowCount;

    LinearLayer(int inputs, int outputs, MatrixProducts products) {
        this.products = products;
        this.inputs = inputs;
        this.outputs = outputs;
        outputStride = NativeFloats.stride(outputs);
        inputStride = NativeFloats.stride(inputs + 1);
        forward = new NativeFloats((inputs + 1L) * outputStride);
        backward = new NativeFloats((long) outputs * inputStride);
        gradient = new NativeFloats((long) outputs * inputStride);
    }

    int parameterCount() {
        return (inputs + 1) * outputs;
    }

    int inputs() {
        return inputs;
    }

    int outputs() {
        return outputs;
    }

    /** Returns the distance between rows that it reads, each with a one behind its values. */
    int inputStride() {
        return inputStride;
    }

    /** Returns the distance between rows that it gives. */
    int outputStride() {
        return outputStride;
    }

    /** Takes over the weights of outputs {@code from} to {@code to - 1}. */
    void pack(FloatBuffer parameters, int from, int to) {
        float[] column = new float[inputs];
        for (int k = from; k < to; k++) {
            parameters.get(k * inputs, column);
            backward.buffer().put(k * inputStride, column);
            for (int j = 0; j < inputs; j++) {
                forward.buffer().put(j * outputStride + k, column[j]);
            }
            forward.buffer().put(inputs * outputStride + k, parameters.get(outputs * inputs + k));
        }
    }

    void prepare(int newRowCount) {
        if (rowCount != newRowCount) {
            release();
            rowCount = newRowCount;
            rows = new NativeFloats((long) rowCount * inputStride);
            for (int n = 0; n < rowCount; n++) {
                rows.buffer().put(n * inputStride + inputs, 1f);
            }
            z = new NativeFloats((long) rowCount * outputStride);
            dx = new NativeFloats((long) rowCount * inputs);
        }
    }

    /** Writes what it is to read in one row of the mini-batch. */
    void writeInput(int row, float[] values) {
        rows.buffer().put(row * inputStride, values, 0, inputs);
    }

    /** Computes the rows [from, to) of {@link #z}. */
    void forward(int from, int to) {
        forward(
                rows.cursor(inputStride).row(from),
                to - from,
                z.cursor(outputStride).row(from));
    }

    /** Computes {@code count} rows of z from as many rows of values, each with a one behind it. */
    void forward(Cursor values, int count, Cursor target) {
        products.multiply(count, outputs, inputs + 1, values, forward.cursor(outputStride), 0f, target);
    }

    /** Returns z of the mini-batch, which gives way to dL/dz before {@link #backward}. */
    FloatBuffer z() {
        return z.buffer();
    }

    /** Computes dL/dx of the rows [from, to) from dL/dz. */
    void backward(int from, int to) {
        products.multiply(
                to - from,
                inputs,
                outputs,
                z.cursor(outputStride).row(from),
                backward.cursor(inputStride),
                0f,
                dx.cursor(inputs).row(from));
    }

    /** Reads dL/dx of the rows [from, to) to {@code target} from {@code offset} on. */
    void readInputGradient(int from, int to, float[] target, int offset) {
        dx.buffer().get(from * inputs, target, offset, (to - from) * inputs);
    }

    /** Writes dL/dW and dL/db of outputs {@code from} to {@code to - 1}, summed over the mini-batch. */
    void gradient(FloatBuffer gradients, int from, int to) {
        products.multiplyTransposed(
                to - from,
                inputs + 1,
                rowCount,
                z.cursor(outputStride).at(from),
                rows.cursor(inputStride),
                0f,
                gradient.cursor(inputStride).row(from));
        float[] values = new float[(to - from) * inputStride];
        gradient.buffer().get(from * inputStride, values);
        for (int k = from; k < to; k++) {
            int at = (k - from) * inputStride;
            gradients.put(k * inputs, values, at, inputs);
            gradients.put(outputs * inputs + k, values[at + inputs]);
        }
    }

    private void release() {
        if (z != null) {
            rows.close();
            z.close();
            dx.close();
            z = null;
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
