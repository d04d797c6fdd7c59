package org.seqnet.engine.kernel.dense;

import java.nio.FloatBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import org.seqnet.engine.kernel.product.MatrixProducts;
import org.seqnet.engine.kernel.product.NativeFloats;
import org.seqnet.engine.kernel.product.NativeFloats.Cursor;
import org.seqnet.engine.kernel.product.NativeMemory;
import org.seqnet.engine.kernel.product.Weights;

/**
 * The linear part of a layer, on rows of values: z = x W + b, forward and backward.
 *
 * <p>Parameters lie as Deeplearning4j keeps them: W, inputs x outputs column-major, then b.
 */
public final class Linear implements AutoCloseable {

    private final MatrixProducts products;
    private final int inputs;
    private final int outputs;
    private final int outputStride;
    private final int inputStride;
    private final NativeFloats forward;
    private final NativeFloats backward;
    private final NativeFloats gradient;
    private final Weights forwardWeights;
    private final Weights backwardWeights;
    /** What it reads of the mini-batch, with a one behind each row. */
    private NativeFloats rows;

    private NativeFloats z;
    private NativeFloats dx;
    private int capacity;
    private int rowCount;

    public Linear(int inputs, int outputs, MatrixProducts products) {
        this.products = products;
        this.inputs = inputs;
        this.outputs = outputs;
        outputStride = NativeFloats.stride(outputs);
        inputStride = NativeFloats.stride(inputs + 1);
        forward = new NativeFloats((inputs + 1L) * outputStride);
        backward = new NativeFloats((long) outputs * inputStride);
        gradient = new NativeFloats((long) outputs * inputStride);
        forwardWeights = products.weights(inputs + 1, outputs);
        backwardWeights = products.weights(outputs, inputs);
    }

    /** Rows that are read and given in prediction, for one thread. */
    public final class Rows implements AutoCloseable {
        private final NativeFloats x;
        private final NativeFloats z;

        /** Makes room for {@code count} rows. */
        public Rows(int count) {
            x = onesBehind(count);
            z = new NativeFloats((long) count * outputStride);
        }

        /** Writes what is read in one row. */
        public void write(int row, float[] values, int offset) {
            x.buffer().put(row * inputStride, values, offset, inputs);
        }

        /** Computes the first {@code count} rows of z. */
        public void forward(int count) {
            forward(0, count);
        }

        /** Computes {@code count} rows of z from {@code first} on. */
        public void forward(int first, int count) {
            Linear.this.forward(
                    x.cursor(inputStride).row(first),
                    count,
                    z.cursor(outputStride).row(first));
        }

        /** Reads a row of z. */
        public void read(int row, float[] target) {
            z.buffer().get(row * outputStride, target, 0, outputs);
        }

        @Override
        public void close() {
            x.close();
            z.close();
        }
    }

    private NativeFloats onesBehind(int count) {
        var array = new NativeFloats((long) count * inputStride);
        for (int n = 0; n < count; n++) {
            array.buffer().put(n * inputStride + inputs, 1f);
        }
        return array;
    }

    /** Returns how many numbers it holds. */
    public int parameterCount() {
        return (inputs + 1) * outputs;
    }

    int inputs() {
        return inputs;
    }

    int outputs() {
        return outputs;
    }

    /** Parameters that are taken over, in parts, each by any thread; the last one lays out the whole. */
    public final class Packing {
        private final FloatBuffer parameters;
        private final AtomicInteger taken = new AtomicInteger();

        private Packing(FloatBuffer parameters) {
            this.parameters = parameters;
        }

        /** Takes over the weights of outputs {@code from} to {@code to - 1}. */
        public void take(int from, int to) {
            pack(parameters, from, to);
            if (taken.addAndGet(to - from) == outputs) {
                forwardWeights.pack(forward.cursor(outputStride));
                backwardWeights.pack(backward.cursor(inputStride));
            }
        }
    }

    /** Begins to take over parameters. */
    public Packing packing(FloatBuffer parameters) {
        return new Packing(parameters);
    }

    private void pack(FloatBuffer parameters, int from, int to) {
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

    /** Makes room for a mini-batch. */
    public void prepare(int newRowCount) {
        if (capacity < newRowCount) {
            release();
            capacity = newRowCount;
            rows = onesBehind(capacity);
            z = new NativeFloats((long) capacity * outputStride);
            dx = new NativeFloats((long) capacity * inputs);
        }
        rowCount = newRowCount;
    }

    /** Writes what it is to read in one row of the mini-batch. */
    public void writeInput(int row, float[] values, int offset) {
        rows.buffer().put(row * inputStride, values, offset, inputs);
    }

    /** Computes the rows [from, to) of z. */
    public void forward(int from, int to) {
        forward(
                rows.cursor(inputStride).row(from),
                to - from,
                z.cursor(outputStride).row(from));
    }

    /** Computes {@code count} rows of z from as many rows of values, each with a one behind it. */
    private void forward(Cursor values, int count, Cursor target) {
        forwardWeights.multiply(count, values, 0f, target);
    }

    /** Reads a row of z. */
    public void readOutput(int row, float[] target) {
        z.buffer().get(row * outputStride, target, 0, outputs);
    }

    /** Writes a row of dL/dz, which takes the place of z. */
    public void writeOutputGradient(int row, float[] values) {
        z.buffer().put(row * outputStride, values, 0, outputs);
    }

    /** Computes dL/dx of the rows [from, to) from dL/dz. */
    public void backward(int from, int to) {
        backwardWeights.multiply(
                to - from,
                z.cursor(outputStride).row(from),
                0f,
                dx.cursor(inputs).row(from));
    }

    /** Reads dL/dx of the rows [from, to) to {@code target} from {@code offset} on. */
    public void readInputGradient(int from, int to, float[] target, int offset) {
        dx.buffer().get(from * inputs, target, offset, (to - from) * inputs);
    }

    /** Writes dL/dW and dL/db of outputs {@code from} to {@code to - 1}, summed over the mini-batch. */
    public void gradient(FloatBuffer gradients, int from, int to) {
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
        NativeMemory.closeAll(forwardWeights, backwardWeights, forward, backward, gradient);
    }
}
