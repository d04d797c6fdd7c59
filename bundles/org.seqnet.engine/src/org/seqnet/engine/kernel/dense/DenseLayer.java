package org.seqnet.engine.kernel.dense;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.seqnet.engine.kernel.layer.Batch;
import org.seqnet.engine.kernel.layer.Dropout;
import org.seqnet.engine.kernel.layer.Layer;
import org.seqnet.engine.kernel.layer.Pass;
import org.seqnet.engine.kernel.layer.Stream;
import org.seqnet.engine.kernel.product.MatrixProducts;
import org.seqnet.engine.network.ImageShape;

/** A linear layer with ReLU and dropout behind, on images that have but one step. */
public final class DenseLayer implements Layer {
    /** Outputs that are laid out, or whose gradient is computed, by one task. */
    private static final int TASK_OUTPUTS = 16;

    private final Linear linear;
    private final ImageShape input;
    private final Dropout dropout;
    private Batch batch;

    /** @param input the size of the images, which come with all channels of a pixel together */
    public DenseLayer(ImageShape input, int outputs, Dropout dropout, MatrixProducts products) {
        this.linear = new Linear(input.values(), outputs, products);
        this.input = input;
        this.dropout = dropout;
    }

    Linear linear() {
        return linear;
    }

    Dropout dropout() {
        return dropout;
    }

    Batch batch() {
        return batch;
    }

    /** Returns the size of the images that it reads. */
    ImageShape input() {
        return input;
    }

    private interface OutputRange {
        void accept(int from, int to);
    }

    private List<Runnable> tasks(OutputRange action) {
        var tasks = new ArrayList<Runnable>();
        for (int from = 0; from < linear.outputs(); from += TASK_OUTPUTS) {
            int first = from;
            tasks.add(() -> action.accept(first, Math.min(first + TASK_OUTPUTS, linear.outputs())));
        }
        return tasks;
    }

    @Override
    public int parameterCount() {
        return linear.parameterCount();
    }

    @Override
    public List<Runnable> packing(FloatBuffer parameters, boolean training) {
        return tasks(linear.packing(parameters)::take);
    }

    @Override
    public void prepare(Batch newBatch, boolean waits) {
        if (waits) {
            throw new IllegalStateException("A dense layer keeps what its backward pass needs of one group only.");
        }
        batch = newBatch;
        linear.prepare(batch.order().sequences());
    }

    @Override
    public Pass pass(int sequences) {
        return new DensePass(this, sequences);
    }

    @Override
    public Stream stream(Stream.Size size) {
        return new DenseStream(this, size);
    }

    @Override
    public List<Runnable> gradients(FloatBuffer target) {
        return tasks((from, to) -> linear.gradient(target, from, to));
    }

    @Override
    public void close() {
        linear.close();
    }
}
