package org.seqnet.cudnn.convolution;

import org.seqnet.cudnn.card.Queue;
import org.seqnet.cudnn.card.Room;
import org.seqnet.cudnn.layer.CardBatch;
import org.seqnet.cudnn.layer.CardLayer;
import org.seqnet.cudnn.layer.Mode;

/**
 * A dense layer with ReLU and dropout behind: the engine's {@code DenseLayer} on a card. Its space is in the engine's
 * order, W as outputs x inputs row-major, then b.
 */
final class DenseLayer implements CardLayer {
    /** As in images.cu. */
    private static final int THREADS = 256;
    /** As in heads.cu. */
    private static final int SUM_THREADS = 64;

    private final Queue queue;
    private final int inputs;
    private final int outputs;
    private final Drops drops;
    private final Room rows;
    private final Room inputGradients;

    DenseLayer(Queue queue, int inputs, int outputs, Drops drops) {
        this.queue = queue;
        this.inputs = inputs;
        this.outputs = outputs;
        this.drops = drops;
        this.rows = queue.room();
        this.inputGradients = queue.room();
    }

    @Override
    public int parameterCount() {
        return Math.multiplyExact(inputs + 1, outputs);
    }

    @Override
    public void prepare(CardBatch batch, Mode mode) {
        rows.ofFloats(count(batch));
        if (mode == Mode.TRAINING) {
            inputGradients.ofFloats((long) batch.size() * inputs);
        }
    }

    private int count(CardBatch batch) {
        return new Planes(batch.size(), 1, 0).count(outputs);
    }

    private long bias(long space) {
        return space + 4L * inputs * outputs;
    }

    @Override
    public long forward(CardBatch batch, long input, long weights, Mode mode) {
        long z = rows.address();
        queue.launchFor("repeatRow", count(batch), bias(weights), outputs, (long) batch.size(), z);
        queue.multiply(false, true, batch.size(), outputs, inputs, input, weights, z, true);
        queue.launch(
                "activateDense",
                batch.size(),
                THREADS,
                z,
                outputs,
                drops.seeds(batch, mode),
                drops.stream(),
                drops.threshold(),
                drops.scale(mode));
        return z;
    }

    @Override
    public long backward(CardBatch batch, long input, long outputGradient, long weights, long gradients) {
        int size = batch.size();
        int count = count(batch);
        queue.launchFor("differentiateDense", count, rows.address(), drops.scale(Mode.TRAINING), count, outputGradient);
        queue.multiply(true, false, outputs, inputs, size, outputGradient, input, gradients, true);
        queue.launch("addColumnSums", outputs, SUM_THREADS, outputGradient, (long) size, outputs, bias(gradients));
        queue.multiply(false, false, size, inputs, outputs, outputGradient, weights, inputGradients.address(), false);
        return inputGradients.address();
    }
}
