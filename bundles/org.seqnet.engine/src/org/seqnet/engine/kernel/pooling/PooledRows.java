package org.seqnet.engine.kernel.pooling;

import org.seqnet.engine.kernel.layer.Batch;
import org.seqnet.engine.kernel.layer.Dropout;
import org.seqnet.engine.kernel.layer.Inputs;
import org.seqnet.engine.kernel.layer.Pass;

/** One row for each sequence of a group in training: what pooling makes of its steps, later the gradients of that. */
final class PooledRows {
    private final int width;
    private final Dropout dropout;
    private final float[] values;

    /** @param sequences the most sequences of a group */
    PooledRows(int width, Dropout dropout, int sequences) {
        this.width = width;
        this.dropout = dropout;
        values = new float[Math.multiplyExact(sequences, width)];
    }

    /** Returns all rows, W values each. */
    float[] values() {
        return values;
    }

    /** Writes the rows of the sequences [from, to) on, as those of their last steps; some values are dropped. */
    void writeOn(Batch batch, int from, int to, Inputs above) {
        for (int n = from; n < to; n++) {
            int step = batch.order().length(n) - 1;
            int at = (n - from) * width;
            drop(batch, step, n, at);
            above.write(step, n, n + 1, values, at);
        }
    }

    /** Reads their gradients. */
    void readGradient(Batch batch, int from, int to, Pass above) {
        for (int n = from; n < to; n++) {
            int step = batch.order().length(n) - 1;
            int at = (n - from) * width;
            above.readInputGradient(step, n, n + 1, values, at);
            drop(batch, step, n, at);
        }
    }

    private void drop(Batch batch, int step, int sequence, int at) {
        if (dropout.drops()) {
            dropout.apply(batch.seeds(), step, sequence, sequence + 1, values, at, width);
        }
    }
}
