package org.seqnet.engine.kernel.pooling;

import java.nio.FloatBuffer;
import java.util.List;
import org.seqnet.engine.kernel.layer.Batch;
import org.seqnet.engine.kernel.layer.Dropout;
import org.seqnet.engine.kernel.layer.Layer;
import org.seqnet.engine.kernel.layer.Pass;
import org.seqnet.engine.kernel.layer.Stream;

/** The mean of what is read over each sequence's own steps, written on at its last step. It has no parameters. */
public final class MeanPooling implements Layer {
    private final int width;
    private final Dropout dropout;
    private Batch batch;

    /**
     * @param width the number of values that it reads at a step
     * @param dropout drops means on their way to the layer above
     */
    public MeanPooling(int width, Dropout dropout) {
        this.width = width;
        this.dropout = dropout;
    }

    int width() {
        return width;
    }

    Dropout dropout() {
        return dropout;
    }

    Batch batch() {
        return batch;
    }

    @Override
    public int parameterCount() {
        return 0;
    }

    @Override
    public List<Runnable> packing(FloatBuffer parameters, boolean training) {
        return List.of();
    }

    @Override
    public void prepare(Batch newBatch, boolean waits) {
        batch = newBatch;
    }

    @Override
    public Pass pass(int sequences) {
        return new MeanPass(this, sequences);
    }

    @Override
    public Stream stream(Stream.Size size) {
        return new MeanStream(width, size);
    }

    @Override
    public List<Runnable> gradients(FloatBuffer target) {
        return List.of();
    }

    @Override
    public void close() {
        // It keeps nothing outside the heap.
    }
}
