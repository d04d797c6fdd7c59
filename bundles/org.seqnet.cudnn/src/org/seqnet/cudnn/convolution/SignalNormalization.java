package org.seqnet.cudnn.convolution;

import org.seqnet.cudnn.card.Queue;
import org.seqnet.cudnn.layer.CardBatch;
import org.seqnet.cudnn.layer.Mode;
import org.seqnet.engine.network.TemporalOperation;

/** Batch normalization of a signal over all own steps of a mini-batch, with what is added to it and ReLU. */
final class SignalNormalization implements SignalOperation {
    private final Queue queue;
    private final TemporalOperation.Normalization shape;
    private final Signals signals;
    private final boolean wantsInput;
    private final boolean addsInput;
    private final boolean wantsAddend;
    private final boolean addsAddend;
    private final BatchNormalization normalization;

    SignalNormalization(Queue queue, TemporalOperation.Normalization shape, Signals signals, GradientFlow flow) {
        this.queue = queue;
        this.shape = shape;
        this.signals = signals;
        this.wantsInput = flow.isWanted(shape.source());
        this.addsInput = flow.adds(shape, shape.source());
        var addend = shape.addend();
        this.wantsAddend = addend.isPresent() && flow.isWanted(addend.getAsInt());
        this.addsAddend = addend.isPresent() && flow.adds(shape, addend.getAsInt());
        this.normalization = new BatchNormalization(queue, shape.channels());
    }

    @Override
    public int parameterCount() {
        return BatchNormalization.PARAMETERS * shape.channels();
    }

    @Override
    public void prepare(CardBatch batch, Mode mode) {
        if (mode == Mode.TRAINING) {
            normalization.prepare(Signals.planes(batch));
        }
    }

    @Override
    public void forward(CardBatch batch, long weights, Mode mode) {
        var planes = Signals.planes(batch);
        long z = signals.values(shape.source());
        normalization.measure(z, planes, weights, mode);
        int count = planes.count(shape.channels());
        queue.launchFor(
                "normalizeSignal",
                count,
                z,
                normalization.coefficients(),
                normalization.shifts(weights),
                shape.addend().isPresent() ? signals.values(shape.addend().getAsInt()) : 0L,
                planes.lengths(),
                shape.channels(),
                planes.places(),
                count,
                shape.isRectified() ? 1 : 0,
                signals.values(shape.target()));
    }

    @Override
    public void backward(CardBatch batch, long weights, long gradients) {
        var planes = Signals.planes(batch);
        int count = planes.count(shape.channels());
        long dy = signals.gradients(shape.target());
        if (shape.isRectified() || wantsAddend) {
            queue.launchFor(
                    "rectifyGradient",
                    count,
                    shape.isRectified() ? signals.values(shape.target()) : 0L,
                    count,
                    addsAddend ? 1 : 0,
                    dy,
                    wantsAddend ? signals.gradients(shape.addend().getAsInt()) : 0L);
        }
        long z = signals.values(shape.source());
        normalization.gather(dy, z, planes, weights, gradients);
        if (wantsInput) {
            normalization.differentiate(dy, z, planes, addsInput, signals.gradients(shape.source()));
        }
    }
}
