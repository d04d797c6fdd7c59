package org.seqnet.engine.kernel.head;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.seqnet.engine.kernel.dense.Linear;
import org.seqnet.engine.kernel.layer.Batch;
import org.seqnet.engine.kernel.layer.Head;
import org.seqnet.engine.kernel.layer.Pass;
import org.seqnet.engine.kernel.layer.Stream;
import org.seqnet.engine.kernel.product.MatrixProducts;
import org.seqnet.engine.kernel.recurrent.LstmSteps;
import org.seqnet.engine.network.LabelPath;

/**
 * A path through the labels of each sequence, as {@link LabelPath} defines it, on the values of the sequence's last
 * step, D of them: in training, loss = -log p(path) in nats, summed over the steps of the path; in prediction, the
 * sequence's part of the joint space, E values, for {@link PathSearch} to go on from.
 *
 * <p>Paths may have different lengths, and none is padded. Parameters lie as {@link LabelPath} says.
 */
public final class LabelPathHead implements Head {
    private final int inputs;
    private final LabelPath path;
    private final Linear image;
    private final PathWeights weights;
    private Batch batch;
    private PathRows rows;
    private PathGradients gradients;
    private final Losses losses = new Losses();

    /** @param inputs the number of values that it reads, D */
    public LabelPathHead(int inputs, LabelPath path, MatrixProducts products) {
        this.inputs = inputs;
        this.path = path;
        image = new Linear(inputs, path.embeddingSize(), products);
        weights = new PathWeights(path, products);
    }

    int inputs() {
        return inputs;
    }

    /** Returns what projects the sequence's values into the joint space. */
    Linear image() {
        return image;
    }

    PathWeights weights() {
        return weights;
    }

    Batch batch() {
        return batch;
    }

    /** Returns what the paths of the mini-batch leave behind. */
    PathRows rows() {
        return rows;
    }

    @Override
    public int parameterCount() {
        return PathParameters.count(path, inputs);
    }

    @Override
    public List<Runnable> packing(FloatBuffer parameters, boolean training) {
        var parts = PathParameters.of(parameters, path);
        return List.of(
                () -> image.packing(parts.imageProjection()).take(0, path.embeddingSize()),
                () -> weights.pack(parts, training));
    }

    @Override
    public void prepare(Batch newBatch, boolean waits) {
        batch = newBatch;
        int sequences = batch.order().sequences();
        image.prepare(sequences);
        losses.prepare(sequences);
        if (gradients == null) {
            gradients = new PathGradients(weights);
        }
        long needed = PathRows.count(batch.labels());
        if (rows == null || rows.capacity() < needed) {
            releaseRows();
            rows = new PathRows(path, LstmSteps.GATES, needed);
        }
        rows.arrange(batch.labels());
    }

    /** Writes what came of the path of a sequence. */
    void write(int sequence, double loss, boolean hit) {
        losses.write(sequence, loss, hit ? 1 : 0);
    }

    @Override
    public Pass pass(int sequences) {
        return new LabelPathPass(this);
    }

    @Override
    public Stream stream(Stream.Size size) {
        return new LinearStream(image, inputs, path.embeddingSize(), row -> {}, size);
    }

    @Override
    public List<Runnable> gradients(FloatBuffer target) {
        var parts = PathParameters.of(target, path);
        var tasks = new ArrayList<>(gradients.tasks(rows, parts));
        tasks.add(() -> image.gradient(parts.imageProjection(), 0, path.embeddingSize()));
        return tasks;
    }

    @Override
    public double lossSum() {
        return losses.sum();
    }

    @Override
    public double loss(int position) {
        return losses.get(position);
    }

    @Override
    public double correct() {
        return losses.correct();
    }

    private void releaseRows() {
        if (rows != null) {
            rows.close();
            rows = null;
        }
    }

    @Override
    public void close() {
        releaseRows();
        image.close();
        weights.close();
        if (gradients != null) {
            gradients.close();
        }
    }
}
