package org.seqnet.engine.kernel.recurrent;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.seqnet.engine.kernel.layer.Batch;
import org.seqnet.engine.kernel.layer.Dropout;
import org.seqnet.engine.kernel.layer.Layer;
import org.seqnet.engine.kernel.layer.Pass;
import org.seqnet.engine.kernel.layer.Stream;
import org.seqnet.engine.kernel.product.MatrixProducts;

/**
 * A recurrent layer of two directions of H units each: one reads each sequence from its first step to its last, the
 * other from its own last step to its first (Schuster and Paliwal 1997). Its outputs at a step are those of both there,
 * 2H values; where the layer above reads last steps only, they are each direction's own last outputs.
 *
 * <p>Parameters are those of the forward direction, then those of the backward one. In prediction, it takes a whole
 * sequence as one block.
 */
public final class BidirectionalLayer implements Layer {
    private final Layer forward;
    private final Layer backward;
    private final LayerShape shape;
    private final Dropout dropout;
    private Batch batch;

    /**
     * @param shape that of each direction
     * @param dropout drops outputs of both directions on their way to the layer above
     * @param passesGradient whether a layer below asks for gradients
     */
    public BidirectionalLayer(LayerShape shape, Dropout dropout, boolean passesGradient, MatrixProducts products) {
        this.shape = shape;
        this.dropout = dropout;
        var none = new Dropout(0, dropout.layer(), dropout.layers());
        forward = new RecurrentLayer(shape, none, passesGradient, products);
        backward = new RecurrentLayer(shape, none, passesGradient, products);
    }

    LayerShape shape() {
        return shape;
    }

    Dropout dropout() {
        return dropout;
    }

    Batch batch() {
        return batch;
    }

    @Override
    public int parameterCount() {
        return Math.addExact(forward.parameterCount(), backward.parameterCount());
    }

    @Override
    public List<Runnable> packing(FloatBuffer parameters, boolean training) {
        return both(
                forward.packing(forwardPart(parameters), training),
                backward.packing(backwardPart(parameters), training));
    }

    @Override
    public List<Runnable> gradients(FloatBuffer target) {
        return both(forward.gradients(forwardPart(target)), backward.gradients(backwardPart(target)));
    }

    private FloatBuffer forwardPart(FloatBuffer all) {
        return all.slice(0, forward.parameterCount());
    }

    private FloatBuffer backwardPart(FloatBuffer all) {
        return all.slice(forward.parameterCount(), backward.parameterCount());
    }

    private static List<Runnable> both(List<Runnable> forward, List<Runnable> backward) {
        var all = new ArrayList<>(forward);
        all.addAll(backward);
        return all;
    }

    @Override
    public void prepare(Batch newBatch, boolean waits) {
        batch = newBatch;
        forward.prepare(batch, waits);
        backward.prepare(batch, waits);
    }

    @Override
    public Pass pass(int sequences) {
        return new BidirectionalPass(this, forward.pass(sequences), backward.pass(sequences));
    }

    @Override
    public Stream stream(Stream.Size size) {
        return new BidirectionalStream(shape, forward.stream(size), backward.stream(size));
    }

    @Override
    public void close() {
        forward.close();
        backward.close();
    }
}
