package org.seqnet.cudnn.recurrent;

import org.seqnet.cudnn.card.Queue;
import org.seqnet.cudnn.card.Room;
import org.seqnet.cudnn.layer.CardBatch;
import org.seqnet.cudnn.layer.CardLayer;
import org.seqnet.cudnn.layer.Mode;

/** The mean of T x B x O over each sequence's own steps, B x O: the engine's {@code MeanPooling} on a card. */
final class MeanPoolingLayer implements CardLayer {
    private final Queue queue;
    private final int width;
    private final StepDropout dropout;
    private final Room means;
    private final Room inputGradients;

    /**
     * @param width the number of values that it reads at a step, O
     * @param dropout drops means on their way to the layer above
     */
    MeanPoolingLayer(Queue queue, int width, StepDropout dropout) {
        this.queue = queue;
        this.width = width;
        this.dropout = dropout;
        this.means = queue.room();
        this.inputGradients = queue.room();
    }

    @Override
    public int parameterCount() {
        return 0;
    }

    @Override
    public void prepare(CardBatch batch, Mode mode) {
        means.ofFloats((long) batch.size() * width);
        if (mode == Mode.TRAINING) {
            inputGradients.ofFloats(batch.rows() * width);
        }
    }

    @Override
    public long forward(CardBatch batch, long input, long weights, Mode mode) {
        long count = (long) batch.size() * width;
        queue.launchFor("meanOfSteps", count, input, batch.lengths(), batch.size(), width, means.address());
        if (dropout.drops(mode)) {
            dropout.dropLast(queue, batch, means.address(), width);
        }
        return means.address();
    }

    @Override
    public long backward(CardBatch batch, long input, long outputGradient, long weights, long gradients) {
        if (dropout.drops(Mode.TRAINING)) {
            dropout.dropLast(queue, batch, outputGradient, width);
        }
        long count = batch.rows() * width;
        queue.launchFor(
                "meanGradients",
                count,
                outputGradient,
                batch.lengths(),
                batch.size(),
                width,
                count,
                inputGradients.address());
        return inputGradients.address();
    }
}
