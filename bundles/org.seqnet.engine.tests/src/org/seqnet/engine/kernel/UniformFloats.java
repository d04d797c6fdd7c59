package org.seqnet.engine.kernel;

import java.nio.FloatBuffer;
import java.util.Random;
import org.seqnet.engine.network.Cell;

/** Random values for tests, and how far results may lie apart that are made of them. */
final class UniformFloats {
    private UniformFloats() {}

    /** Returns numbers between {@code -limit} and {@code limit}. */
    static FloatBuffer of(Random random, int length, double limit) {
        var buffer = FloatBuffer.allocate(length);
        for (int k = 0; k < length; k++) {
            buffer.put(k, (float) ((2 * random.nextDouble() - 1) * limit));
        }
        return buffer;
    }

    /**
     * Returns how far probabilities may lie apart that the same network computes in another order. Squashed units are
     * at most 1; rectified ones grow from step to step, to some ten in these tests, and single precision rounds a sum
     * by its size: processors differ in the order in which they add, and in whether they round between a product and
     * its sum.
     */
    static float rounding(Cell cell) {
        return cell == Cell.RNN_RELU ? 1e-5f : 1e-6f;
    }
}
