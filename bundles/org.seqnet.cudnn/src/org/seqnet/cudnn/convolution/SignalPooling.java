package org.seqnet.cudnn.convolution;

import org.seqnet.cudnn.card.Queue;
import org.seqnet.cudnn.layer.CardBatch;
import org.seqnet.cudnn.layer.Mode;
import org.seqnet.engine.network.TemporalOperation;

/** The largest of a step and its two neighbors in the same sequence; of equal ones the first gets the gradient. */
final class SignalPooling implements SignalOperation {
    private final Queue queue;
    private final TemporalOperation.MaxPooling shape;
    private final Signals signals;
    private final boolean wantsInput;
    private final boolean addsInput;

    SignalPooling(Queue queue, TemporalOperation.MaxPooling shape, Signals signals, GradientFlow flow) {
        this.queue = queue;
        this.shape = shape;
        this.signals = signals;
        this.wantsInput = flow.isWanted(shape.source());
        this.addsInput = flow.adds(shape, shape.source());
    }

    @Override
    public int parameterCount() {
        return 0;
    }

    @Override
    public void prepare(CardBatch batch, Mode mode) {
        // It keeps nothing.
    }

    @Override
    public void forward(CardBatch batch, long weights, Mode mode) {
        var planes = Signals.planes(batch);
        int count = planes.count(shape.channels());
        queue.launchFor(
                "poolSignal",
                count,
                signals.values(shape.source()),
                planes.lengths(),
                shape.channels(),
                planes.places(),
                count,
                signals.values(shape.target()));
    }

    @Override
    public void backward(CardBatch batch, long weights, long gradients) {
        if (!wantsInput) {
            return;
        }
        var planes = Signals.planes(batch);
        int count = planes.count(shape.channels());
        queue.launchFor(
                "unpoolSignal",
                count,
                signals.values(shape.source()),
                signals.gradients(shape.target()),
                planes.lengths(),
                shape.channels(),
                planes.places(),
                count,
                addsInput ? 1 : 0,
                signals.gradients(shape.source()));
    }
}
