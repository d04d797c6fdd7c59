package org.seqnet.engine.kernel.pooling;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.seqnet.engine.kernel.dense.Linear;
import org.seqnet.engine.kernel.layer.Batch;
import org.seqnet.engine.kernel.layer.Dropout;
import org.seqnet.engine.kernel.layer.Layer;
import org.seqnet.engine.kernel.layer.Pass;
import org.seqnet.engine.kernel.layer.Stream;
import org.seqnet.engine.kernel.product.MatrixProducts;

/**
 * Attention over each sequence's own steps with one learned query. Of the values h(t) that are read, O at a step, it
 * makes
 *
 * <pre>
 * u(t) = tanh(h(t) W + b)      e(t) = v . u(t)      a = softmax of e over the steps      y = sum of a(t) h(t)
 * </pre>
 *
 * <p>(Bahdanau, Cho and Bengio 2015; with one query for all Yang et al. 2016). y is written on at the last step; a says
 * how much each step counts. Parameters are W, O x O column-major, b, and v.
 */
public final class AttentionPooling implements Layer {
    /** Columns of W that are laid out, or whose gradient is computed, by one task. */
    private static final int TASK_COLUMNS = 64;

    private final int width;
    private final Dropout dropout;
    private final Linear linear;
    private final float[] query;
    private Batch batch;
    /** By sequence: its part of dL/dv. */
    private float[] queryGradients = new float[0];

    /**
     * @param width the number of values that it reads at a step, O
     * @param dropout drops pooled values on their way to the layer above
     */
    public AttentionPooling(int width, Dropout dropout, MatrixProducts products) {
        this.width = width;
        this.dropout = dropout;
        linear = new Linear(width, width, products);
        query = new float[width];
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

    Linear linear() {
        return linear;
    }

    /** Returns v. */
    float[] query() {
        return query;
    }

    /** Returns where dL/dv of each sequence is added up, O values each. */
    float[] queryGradients() {
        return queryGradients;
    }

    @Override
    public int parameterCount() {
        return Math.addExact(linear.parameterCount(), width);
    }

    private interface Columns {
        void accept(int from, int to);
    }

    private List<Runnable> tasks(Columns action, Runnable last) {
        var tasks = new ArrayList<Runnable>();
        for (int from = 0; from < width; from += TASK_COLUMNS) {
            int first = from;
            tasks.add(() -> action.accept(first, Math.min(first + TASK_COLUMNS, width)));
        }
        tasks.add(last);
        return tasks;
    }

    @Override
    public List<Runnable> packing(FloatBuffer parameters, boolean training) {
        return tasks(linear.packing(parameters)::take, () -> parameters.get(linear.parameterCount(), query));
    }

    @Override
    public void prepare(Batch newBatch, boolean waits) {
        if (waits) {
            throw new IllegalStateException("Attention keeps what its backward pass needs of one group only.");
        }
        batch = newBatch;
        linear.prepare(Math.toIntExact(batch.order().stepRows()));
        int values = Math.multiplyExact(batch.order().sequences(), width);
        if (queryGradients.length < values) {
            queryGradients = new float[values];
        }
    }

    @Override
    public Pass pass(int sequences) {
        return new AttentionPass(this, sequences);
    }

    @Override
    public Stream stream(Stream.Size size) {
        return new AttentionStream(this, size);
    }

    /** Returns a stream that writes on, for each step of each sequence, the step's weight a(t) as the only value. */
    public Stream weights(Stream.Size size) {
        return new AttentionWeights(this, size);
    }

    @Override
    public List<Runnable> gradients(FloatBuffer target) {
        return tasks((from, to) -> linear.gradient(target, from, to), () -> queryGradient(target));
    }

    private void queryGradient(FloatBuffer target) {
        var sum = new float[width];
        for (int n = 0; n < batch.order().sequences(); n++) {
            Rows.add(sum, 0, queryGradients, n * width, width);
        }
        target.put(linear.parameterCount(), sum);
    }

    @Override
    public void close() {
        linear.close();
    }
}
