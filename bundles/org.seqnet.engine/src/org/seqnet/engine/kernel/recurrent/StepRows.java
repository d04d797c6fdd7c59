package org.seqnet.engine.kernel.recurrent;

import org.seqnet.engine.kernel.layer.StepOrder;
import org.seqnet.engine.kernel.product.Activations;
import org.seqnet.engine.kernel.product.MatrixProducts;
import org.seqnet.engine.kernel.product.NativeFloats;
import org.seqnet.engine.kernel.product.NativeMemory;
import org.seqnet.engine.kernel.product.Rows;

/**
 * What a layer multiplies by its weights, a row for each step of each of N sequences: h of the step before, a one for
 * the bias, then x. Rows stand as a {@link StepOrder} says; sequences are named by their positions in it.
 */
final class StepRows implements NativeMemory {
    private final int units;
    private final int inputs;
    private final long capacity;
    private final Activations values;
    private StepOrder order;

    StepRows(LayerShape shape, StepOrder order, MatrixProducts products) {
        this.order = order;
        units = shape.units();
        inputs = shape.inputs();
        capacity = order.rows();
        values = products.activations(capacity, width(shape), NativeFloats.stride(width(shape)));
        float[] one = {1f};
        for (long row = 0; row < capacity; row++) {
            values.write(row, 1, units, 1, one, 0);
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

    /** Returns a new view of some rows, for one thread. */
    Rows rows() {
        return values.rows();
    }

    int row(int step, int sequence) {
        return order.row(step, sequence);
    }

    /** Writes x of the sequences [from, to), given as rows of F values. */
    void writeInput(int step, int from, int to, float[] x, int offset) {
        values.write(row(step, from), to - from, units + 1, inputs, x, offset);
    }

    /** Writes h before {@code step} of the sequences [from, to), given as rows of H values. */
    void writeOutput(int step, int from, int to, float[] h) {
        values.write(row(step, from), to - from, 0, units, h, 0);
    }

    @Override
    public void close() {
        values.close();
    }
}
