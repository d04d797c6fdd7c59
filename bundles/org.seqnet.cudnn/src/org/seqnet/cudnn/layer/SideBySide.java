package org.seqnet.cudnn.layer;

import org.seqnet.cudnn.card.Queue;
import org.seqnet.cudnn.card.Room;

/**
 * Two encoders that read the same sequences; in each row of the output, what the first gives stands before what the
 * second gives. It does not give the input's gradient.
 */
public final class SideBySide implements CardLayer {
    private final Queue queue;
    private final CardLayer first;
    private final int firstOutputs;
    private final CardLayer second;
    private final int secondOutputs;
    private final Room outputs;
    private final Room gradients;

    public SideBySide(Queue queue, CardLayer first, int firstOutputs, CardLayer second, int secondOutputs) {
        this.queue = queue;
        this.first = first;
        this.firstOutputs = firstOutputs;
        this.second = second;
        this.secondOutputs = secondOutputs;
        this.outputs = queue.room();
        this.gradients = queue.room();
    }

    @Override
    public int parameterCount() {
        return Math.addExact(first.parameterCount(), second.parameterCount());
    }

    @Override
    public int spaceSize() {
        return Math.addExact(first.alignedSize(), second.spaceSize());
    }

    @Override
    public void place(int[] places, int from, int base) {
        first.place(places, from, base);
        second.place(places, from + first.parameterCount(), base + first.alignedSize());
    }

    private int count(CardBatch batch) {
        return Math.multiplyExact(batch.size(), firstOutputs + secondOutputs);
    }

    @Override
    public void prepare(CardBatch batch, Mode mode) {
        first.prepare(batch, mode);
        second.prepare(batch, mode);
        outputs.ofFloats(count(batch));
        if (mode == Mode.TRAINING) {
            gradients.ofFloats(count(batch));
        }
    }

    @Override
    public long forward(CardBatch batch, long input, long weights, Mode mode) {
        long left = first.forward(batch, input, weights, mode);
        long right = second.forward(batch, input, weights + 4L * first.alignedSize(), mode);
        int count = count(batch);
        queue.launchFor("joinColumns", count, left, firstOutputs, right, secondOutputs, count, outputs.address());
        return outputs.address();
    }

    @Override
    public long backward(CardBatch batch, long input, long outputGradient, long weights, long gradientSpace) {
        long left = gradients.address();
        long right = left + 4L * batch.size() * firstOutputs;
        int count = count(batch);
        queue.launchFor("partColumns", count, outputGradient, firstOutputs, secondOutputs, count, left, right);
        first.backward(batch, input, left, weights, gradientSpace);
        long offset = 4L * first.alignedSize();
        second.backward(batch, input, right, weights + offset, gradientSpace + offset);
        return 0;
    }
}
