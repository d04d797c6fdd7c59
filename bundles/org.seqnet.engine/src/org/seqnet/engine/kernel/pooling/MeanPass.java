package org.seqnet.engine.kernel.pooling;

import java.util.Arrays;
import org.seqnet.engine.kernel.layer.Group;
import org.seqnet.engine.kernel.layer.Inputs;
import org.seqnet.engine.kernel.layer.Pass;

/** A group on its way through the mean over time. */
final class MeanPass implements Pass {
    private final MeanPooling layer;
    private final int width;
    private final PooledRows pooled;
    private int first;

    MeanPass(MeanPooling layer, int sequences) {
        this.layer = layer;
        width = layer.width();
        pooled = new PooledRows(width, layer.dropout(), sequences);
    }

    @Override
    public void begin(Group group) {
        first = group.from();
        Arrays.fill(pooled.values(), 0, group.size() * width, 0f);
    }

    @Override
    public void write(int step, int from, int to, float[] rows, int offset) {
        Rows.add(pooled.values(), (from - first) * width, rows, offset, (to - from) * width);
    }

    @Override
    public void forward(int from, int to, Inputs above) {
        divide(from, to);
        pooled.writeOn(layer.batch(), from, to, above);
    }

    @Override
    public void backward(int from, int to, Pass above) {
        pooled.readGradient(layer.batch(), from, to, above);
        divide(from, to);
    }

    private void divide(int from, int to) {
        for (int n = from; n < to; n++) {
            Rows.scale(
                    pooled.values(),
                    (n - first) * width,
                    1f / layer.batch().order().length(n),
                    width);
        }
    }

    @Override
    public void readInputGradient(int step, int from, int to, float[] target, int offset) {
        System.arraycopy(pooled.values(), (from - first) * width, target, offset, (to - from) * width);
    }

    @Override
    public void close() {
        // All on the heap.
    }
}
