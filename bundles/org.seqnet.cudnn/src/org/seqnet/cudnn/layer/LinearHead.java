package org.seqnet.cudnn.layer;

import org.seqnet.cudnn.card.Queue;
import org.seqnet.cudnn.card.Room;

/**
 * A linear layer z = h W + b and a loss: the engine's {@code LinearHead} on a card. Its space is in the engine's order,
 * W as K x O row-major, then b.
 */
public final class LinearHead implements CardHead {
    /** As in heads.cu. */
    private static final int THREADS = 64;

    private final Queue queue;
    private final int inputs;
    private final int outputs;
    private final Loss loss;
    private final Room logits;
    private final Room inputGradients;
    private final Room losses;
    private final Room rights;

    /** What is made of logits. */
    public enum Loss {
        /** Softmax and the cross-entropy of one class. */
        SOFTMAX("softmaxLoss"),
        /** A sigmoid and the cross-entropy of each label by itself. */
        SIGMOID("sigmoidLoss");

        private final String kernel;

        Loss(String kernel) {
            this.kernel = kernel;
        }
    }

    /** Makes a head that reads {@code inputs} values, O, and gives {@code outputs}, K. */
    public LinearHead(Queue queue, int inputs, int outputs, Loss loss) {
        this.queue = queue;
        this.inputs = inputs;
        this.outputs = outputs;
        this.loss = loss;
        this.logits = queue.room();
        this.inputGradients = queue.room();
        this.losses = queue.room();
        this.rights = queue.room();
    }

    @Override
    public int parameterCount() {
        return Math.multiplyExact(inputs + 1, outputs);
    }

    @Override
    public void prepare(CardBatch batch, Mode mode) {
        logits.ofFloats((long) batch.size() * outputs);
        if (mode == Mode.TRAINING) {
            inputGradients.ofFloats((long) batch.size() * inputs);
            losses.of(8L * batch.size());
            rights.of(4L * batch.size());
        }
    }

    private long bias(long space) {
        return space + 4L * inputs * outputs;
    }

    private void computeLogits(CardBatch batch, long input, long weights) {
        long count = (long) batch.size() * outputs;
        queue.launchFor("repeatRow", count, bias(weights), outputs, (long) batch.size(), logits.address());
        queue.multiply(false, true, batch.size(), outputs, inputs, input, weights, logits.address(), true);
    }

    @Override
    public void predict(CardBatch batch, long input, long weights, long output) {
        computeLogits(batch, input, weights);
        switch (loss) {
            case SOFTMAX -> queue.launch("softmaxRows", batch.size(), THREADS, logits.address(), outputs, output);
            case SIGMOID -> {
                long count = (long) batch.size() * outputs;
                queue.launchFor("sigmoidRows", count, logits.address(), count, output);
            }
        }
    }

    @Override
    public long differentiate(
            CardBatch batch, long input, long weights, long gradients, CardTargets targets, long figures) {
        computeLogits(batch, input, weights);
        queue.launch(
                loss.kernel,
                batch.size(),
                THREADS,
                logits.address(),
                outputs,
                targets.starts(),
                targets.labels(),
                targets.weights(),
                targets.order(),
                targets.control(),
                targets.smoothing(),
                losses.address(),
                rights.address());
        queue.launch(
                "addFigures", 1, THREADS, losses.address(), rights.address(), batch.size(), targets.control(), figures);
        int b = batch.size();
        queue.multiply(true, false, outputs, inputs, b, logits.address(), input, gradients, true);
        queue.launch("addColumnSums", outputs, THREADS, logits.address(), (long) b, outputs, bias(gradients));
        queue.multiply(false, false, b, inputs, outputs, logits.address(), weights, inputGradients.address(), false);
        return inputGradients.address();
    }
}
