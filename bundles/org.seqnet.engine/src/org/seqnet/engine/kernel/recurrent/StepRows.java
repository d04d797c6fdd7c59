package org.seqnet.engine.kernel.recurrent;

import java.nio.FloatBuffer;
import org.seqnet.engine.kernel.layer.StepOrder;
import org.seqnet.engine.kernel.product.NativeFloats;
import org.seqnet.engine.kernel.product.NativeFloats.Cursor;

/**
 * What a layer multiplies by its weights, a row for each step of each of N sequences: h of the step before, a one for
 * the bias, then x. Rows stand as a {@link StepOrder} says; sequences are named by their positions in it.
 */
final class StepRows implements AutoCloseable {
    private final int units;
    private final int inputs;
    private final int stride;
    private final long capacity;
    private final NativeFloats memory;
    private final FloatBuffer values;
    private StepOrder order;

    StepRows(LayerShape shape, StepOrder order) {
        this.order = order;
        units = shape.units();
        inputs = shape.inputs();
        stride = NativeFloats.stride(width(shape));
        capacity = order.rows();
        memory = new NativeFloats(capacity * stride);
        values = memory.buffer();
        for (int row = 0; row < capacity; row++) {
            values.put(row * stride + units, 1f);
        }
    }

    static int width(LayerShape shape) {
        return shape.units() + 1 + shape.inputs();
    }

    boolean fits(StepOrder other) {
        return other.rows() <= capacity;
    }

    /** Takes other sequences from now on; what was written is lost. */
    void arrange(StepOrder newOrder) {
        order = newOrder;
    }

    Cursor cursor() {
        return memory.cursor(stride);
    }

    int row(int step, int sequence) {
        return order.row(step, sequence);
    }

    /** Writes x of the sequences [from, to), given as rows of F values. */
    void writeInput(int step, int from, int to, float[] x, int offset) {
        for (int n = from; n < to; n++) {
            values.put(row(step, n) * stride + units + 1, x, offset + (n - from) * inputs, inputs);
        }
    }

    /** Writes h before {@code step} of the sequences [from, to), given as rows of H values. */
    void writeOutput(int step, int from, int to, float[] h) {
        for (int n = from; n < to; n++) {
            values.put(row(step, n) * stride, h, (n - from) * units, units);
        }
    }

    @Override
    public void close() {
        memory.close();
    }
}
