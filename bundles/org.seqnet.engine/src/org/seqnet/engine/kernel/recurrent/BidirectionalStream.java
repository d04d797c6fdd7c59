package org.seqnet.engine.kernel.recurrent;

import org.seqnet.engine.kernel.layer.Inputs;
import org.seqnet.engine.kernel.layer.StepOrder;
import org.seqnet.engine.kernel.layer.Stream;

/** A group on its way through a layer of two directions in prediction, all steps as one block. */
final class BidirectionalStream implements Stream {
    private final Stream forward;
    private final Stream backward;
    private final SideBySide sides;
    private final int inputs;
    private StepOrder order;
    private int first;
    private int end;

    BidirectionalStream(LayerShape shape, Stream forward, Stream backward) {
        this.forward = forward;
        this.backward = backward;
        sides = new SideBySide(shape.units());
        inputs = shape.inputs();
    }

    @Override
    public void begin(StepOrder newOrder, int from, int to) {
        order = newOrder;
        first = from;
        end = to;
        forward.begin(order, from, to);
        backward.begin(order, from, to);
    }

    @Override
    public void write(int step, int from, int to, float[] rows, int offset) {
        forward.write(step, from, to, rows, offset);
        for (int n = from; n < to; n++) {
            backward.write(order.length(first + n) - 1 - step, n, n + 1, rows, offset + (n - from) * inputs);
        }
    }

    @Override
    public void run(int firstStep, int steps, int from, int to, Inputs above) {
        if (firstStep > 0 || steps < order.length(first)) {
            throw new IllegalStateException("A layer of two directions reads whole sequences.");
        }
        sides.begin(order, first, end - first, 0, above.isLastStepOnly());
        forward.run(0, steps, from, to, sides.forward());
        backward.run(0, steps, from, to, sides.backward());
        sides.forEach(above::write);
    }

    @Override
    public void close() {
        forward.close();
        backward.close();
    }
}
