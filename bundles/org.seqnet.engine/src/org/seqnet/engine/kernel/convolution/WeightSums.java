package org.seqnet.engine.kernel.convolution;

import java.util.Arrays;
import org.seqnet.engine.kernel.product.NativeFloats;

/** The gradient of a task's images, summed one after another. */
final class WeightSums implements AutoCloseable {
    /** Window x filters. */
    private final NativeFloats weights;

    private final int filters;
    private final float[] biases;
    private boolean fresh;

    WeightSums(int window, int filters) {
        this.weights = new NativeFloats((long) window * filters);
        this.filters = filters;
        this.biases = new float[filters];
    }

    void begin() {
        Arrays.fill(biases, 0);
        fresh = true;
    }

    float[] biases() {
        return biases;
    }

    NativeFloats.Cursor weights() {
        return weights.cursor(filters);
    }

    /** Returns what the next product is added to: 0 times what stands here, or once. */
    float nextBeta() {
        float beta = fresh ? 0 : 1;
        fresh = false;
        return beta;
    }

    void read(float[] target) {
        weights.buffer().get(0, target);
    }

    @Override
    public void close() {
        weights.close();
    }
}
