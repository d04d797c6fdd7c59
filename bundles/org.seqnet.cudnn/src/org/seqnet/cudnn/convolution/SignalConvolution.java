package org.seqnet.cudnn.convolution;

import org.seqnet.cudnn.card.Queue;
import org.seqnet.cudnn.card.Room;
import org.seqnet.cudnn.layer.CardBatch;
import org.seqnet.cudnn.layer.Mode;
import org.seqnet.engine.network.TemporalOperation;

/**
 * A convolution over time. cuDNN reads a copy of the signal with as many zeros in front and behind as filters see
 * there, since it pads alike on both sides, and since zeros begin at each sequence's own end. Its space holds the
 * filters as filters x inputs x steps.
 */
final class SignalConvolution implements SignalOperation {
    private final Queue queue;
    private final TemporalOperation.Convolution shape;
    private final Signals signals;
    private final boolean wantsInput;
    private final boolean addsInput;
    private final Rooms rooms;
    private final Convolution convolution;
    /** The zeros in front, and all of them. */
    private final int before;

    private final int padding;

    /**
     * What convolutions of a network share, since they are computed one after another.
     *
     * @param padded the padded copy of a signal
     * @param gradients the gradient of that
     */
    record Rooms(Room workspace, Room padded, Room gradients) {
        static Rooms of(Queue queue) {
            return new Rooms(queue.room(), queue.room(), queue.room());
        }
    }

    SignalConvolution(
            Queue queue, TemporalOperation.Convolution shape, Signals signals, GradientFlow flow, Rooms rooms) {
        this.queue = queue;
        this.shape = shape;
        this.signals = signals;
        this.wantsInput = flow.isWanted(shape.source());
        this.addsInput = flow.adds(shape, shape.source());
        this.rooms = rooms;
        var filters =
                new Convolution.Filters(shape.filters(), shape.inputs(), 1, shape.kernelSize(), 0, 1, shape.dilation());
        this.convolution = new Convolution(queue, rooms.workspace(), filters, wantsInput);
        this.before = (shape.kernelSize() - 1) / 2 * shape.dilation();
        this.padding = (shape.kernelSize() - 1) * shape.dilation();
    }

    @Override
    public int parameterCount() {
        return Math.toIntExact(shape.weights());
    }

    @Override
    public int spaceSize() {
        return parameterCount();
    }

    @Override
    public void place(int[] places, int from, int base) {
        int at = from;
        for (int k = 0; k < shape.kernelSize(); k++) {
            for (int c = 0; c < shape.inputs(); c++) {
                for (int f = 0; f < shape.filters(); f++, at++) {
                    places[at] = base + (f * shape.inputs() + c) * shape.kernelSize() + k;
                }
            }
        }
    }

    private Planes padded(CardBatch batch) {
        var planes = Signals.planes(batch);
        return new Planes(planes.images(), Math.addExact(planes.places(), padding), planes.lengths());
    }

    private void arrange(CardBatch batch, Mode mode) {
        int places = Signals.planes(batch).places();
        int targetChannels = signals.channels(shape.target());
        var size = new Convolution.Size(batch.size(), 1, places + padding, 1, places, targetChannels);
        convolution.arrange(size, mode);
    }

    @Override
    public void prepare(CardBatch batch, Mode mode) {
        arrange(batch, mode);
        if (padding > 0) {
            int count = padded(batch).count(shape.inputs());
            rooms.padded().ofFloats(count);
            if (mode == Mode.TRAINING && wantsInput) {
                rooms.gradients().ofFloats(count);
            }
        }
    }

    /** Returns the address of what is convolved. */
    private long input(CardBatch batch) {
        long source = signals.values(shape.source());
        if (padding == 0) {
            return source;
        }
        var padded = padded(batch);
        int count = padded.count(shape.inputs());
        long target = rooms.padded().address();
        queue.launchFor(
                "padSignal",
                count,
                source,
                padded.lengths(),
                shape.inputs(),
                padded.places() - padding,
                before,
                padded.places(),
                count,
                target);
        return target;
    }

    /** Returns the address of its channels of the target, or of the gradient of that. */
    private long ownChannels(CardBatch batch, long target) {
        return target + 4L * shape.channel() * Signals.planes(batch).places();
    }

    @Override
    public void forward(CardBatch batch, long weights, Mode mode) {
        arrange(batch, mode);
        convolution.forward(input(batch), weights, ownChannels(batch, signals.values(shape.target())));
    }

    @Override
    public void backward(CardBatch batch, long weights, long gradients) {
        long gradient = ownChannels(batch, signals.gradients(shape.target()));
        convolution.addWeightGradient(input(batch), gradient, gradients);
        if (!wantsInput) {
            return;
        }
        long target = signals.gradients(shape.source());
        if (padding == 0) {
            convolution.differentiateInput(weights, gradient, addsInput, target);
            return;
        }
        long source = rooms.gradients().address();
        convolution.differentiateInput(weights, gradient, false, source);
        var planes = Signals.planes(batch);
        int count = planes.count(shape.inputs());
        queue.launchFor(
                "unpadSignal",
                count,
                source,
                planes.lengths(),
                shape.inputs(),
                planes.places(),
                before,
                planes.places() + padding,
                count,
                addsInput ? 1 : 0,
                target);
    }
}
