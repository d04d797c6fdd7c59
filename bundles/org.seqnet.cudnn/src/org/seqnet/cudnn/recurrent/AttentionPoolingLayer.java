package org.seqnet.cudnn.recurrent;

import org.seqnet.cudnn.card.Queue;
import org.seqnet.cudnn.card.Room;
import org.seqnet.cudnn.layer.CardBatch;
import org.seqnet.cudnn.layer.CardLayer;
import org.seqnet.cudnn.layer.Mode;

/**
 * Attention over each sequence's own steps of T x B x O, which gives B x O: the engine's {@code AttentionPooling} on a
 * card. Its space is in the engine's order: W as O x O with a column after another, b, v.
 */
final class AttentionPoolingLayer implements CardLayer {
    /** As in pooling.cu. */
    private static final int THREADS = 128;

    /** Those of {@code addColumnSums}. */
    private static final int SUM_THREADS = 64;

    private final Queue queue;
    private final int width;
    private final StepDropout dropout;
    /** T x B x O: u, and in the backward pass the gradient of h W + b. */
    private final Room hidden;
    /** T x B: a(t). */
    private final Room attention;
    /** T x B: the gradients of a(t), then of e(t). */
    private final Room scoreGradients;

    private final Room outputs;
    private final Room inputGradients;

    /**
     * @param width the number of values that it reads at a step, O
     * @param dropout drops pooled values on their way to the layer above
     */
    AttentionPoolingLayer(Queue queue, int width, StepDropout dropout) {
        this.queue = queue;
        this.width = width;
        this.dropout = dropout;
        this.hidden = queue.room();
        this.attention = queue.room();
        this.scoreGradients = queue.room();
        this.outputs = queue.room();
        this.inputGradients = queue.room();
    }

    @Override
    public int parameterCount() {
        return Math.multiplyExact(width, width + 2);
    }

    private long bias(long space) {
        return space + 4L * width * width;
    }

    private long query(long space) {
        return bias(space) + 4L * width;
    }

    @Override
    public void prepare(CardBatch batch, Mode mode) {
        long values = batch.rows() * width;
        hidden.ofFloats(values);
        attention.ofFloats(batch.rows());
        outputs.ofFloats((long) batch.size() * width);
        if (mode == Mode.TRAINING) {
            scoreGradients.ofFloats(batch.rows());
            inputGradients.ofFloats(values);
        }
    }

    @Override
    public long forward(CardBatch batch, long input, long weights, Mode mode) {
        int rows = Math.toIntExact(batch.rows());
        int size = batch.size();
        queue.multiply(false, true, rows, width, width, input, weights, hidden.address(), false);
        queue.launch(
                "attentionScores",
                rows,
                THREADS,
                hidden.address(),
                bias(weights),
                query(weights),
                batch.lengths(),
                size,
                width,
                attention.address());
        queue.launch("attentionWeights", size, THREADS, attention.address(), batch.lengths(), size);
        queue.launchFor(
                "attentionOutputs",
                (long) size * width,
                input,
                attention.address(),
                batch.lengths(),
                size,
                width,
                outputs.address());
        if (dropout.drops(mode)) {
            dropout.dropLast(queue, batch, outputs.address(), width);
        }
        return outputs.address();
    }

    @Override
    public long backward(CardBatch batch, long input, long outputGradient, long weights, long gradients) {
        int rows = Math.toIntExact(batch.rows());
        int size = batch.size();
        long dh = inputGradients.address();
        if (dropout.drops(Mode.TRAINING)) {
            dropout.dropLast(queue, batch, outputGradient, width);
        }
        long de = scoreGradients.address();
        queue.launch("attentionWeightGradients", rows, THREADS, outputGradient, input, size, width, de);
        queue.launch(
                "attentionScoreGradients",
                size,
                THREADS,
                de,
                attention.address(),
                batch.lengths(),
                size,
                batch.longest());
        queue.multiply(false, false, 1, width, rows, de, hidden.address(), query(gradients), true);
        long count = batch.rows() * width;
        queue.launchFor(
                "attentionGradients",
                count,
                hidden.address(),
                query(weights),
                de,
                attention.address(),
                outputGradient,
                batch.lengths(),
                size,
                width,
                count,
                dh);
        long dz = hidden.address();
        queue.multiply(true, false, width, width, rows, dz, input, gradients, true);
        queue.launch("addColumnSums", width, SUM_THREADS, dz, (long) rows, width, bias(gradients));
        queue.multiply(false, false, rows, width, width, dz, weights, dh, true);
        return dh;
    }
}
