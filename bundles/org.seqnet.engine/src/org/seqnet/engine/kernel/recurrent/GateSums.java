package org.seqnet.engine.kernel.recurrent;

import org.seqnet.engine.kernel.product.NativeFloats;
import org.seqnet.engine.kernel.product.NativeFloats.Cursor;
import org.seqnet.engine.kernel.product.Rows;

/** What a step puts into the gates of a layer, for one thread. */
final class GateSums implements AutoCloseable {
    private final RecurrentLayer layer;
    private final int units;
    private final NativeFloats scratch;
    private final Cursor z;

    /** @param mostRows the most sequences that it will take at once */
    GateSums(RecurrentLayer layer, int mostRows) {
        this.layer = layer;
        units = layer.shape().units();
        scratch = new NativeFloats((long) mostRows * units);
        z = scratch.cursor(units);
    }

    /**
     * Computes the gates at step {@code t}, of {@code count} sequences.
     *
     * @param rows theirs among {@link StepRows}
     * @param fromZero whether h is zero, so that its product need not be made
     */
    void activate(CellSteps cells, int t, Rows rows, boolean fromZero, int count) {
        float[][] sums = cells.sums(t, count * units);
        for (int g = 0; g < sums.length; g++) {
            multiply(g, rows, fromZero, count, sums[g]);
            cells.activate(g, sums[g], count * units);
        }
    }

    private void multiply(int g, Rows rows, boolean fromZero, int count, float[] sums) {
        WeightedSum sum = layer.sums().get(g);
        layer.forwardWeights(g, fromZero).multiply(rows, sum.firstColumn(layer.shape(), fromZero), 0f, z);
        scratch.buffer().get(0, sums, 0, count * units);
    }

    /** Returns rows of H values that are free between two steps. */
    Cursor freeRows() {
        return z;
    }

    /** Reads {@code count} values of {@link #freeRows}. */
    void readFreeRows(float[] target, int count) {
        scratch.buffer().get(0, target, 0, count);
    }

    @Override
    public void close() {
        scratch.close();
    }
}
