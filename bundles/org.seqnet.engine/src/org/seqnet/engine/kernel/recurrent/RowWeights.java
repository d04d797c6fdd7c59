package org.seqnet.engine.kernel.recurrent;

import org.seqnet.engine.kernel.product.MatrixProducts;
import org.seqnet.engine.kernel.product.NativeFloats;
import org.seqnet.engine.kernel.product.NativeMemory;
import org.seqnet.engine.kernel.product.Weights;

/** Weights of a gate whose rows are units: what leads from dL/dz to the gradient of what was read. */
final class RowWeights implements NativeMemory {
    private final int units;
    private final int width;
    private final int stride;
    private final NativeFloats rows;
    private final Weights weights;

    RowWeights(int units, int width, MatrixProducts products) {
        this.units = units;
        this.width = width;
        stride = NativeFloats.stride(width);
        rows = new NativeFloats((long) units * stride);
        weights = products.weights(units, width);
    }

    void pack(float[] values) {
        for (int row = 0; row < units; row++) {
            rows.buffer().put(row * stride, values, row * width, width);
        }
        weights.pack(rows.cursor(stride));
    }

    Weights weights() {
        return weights;
    }

    @Override
    public void close() {
        NativeMemory.closeAll(weights, rows);
    }
}
