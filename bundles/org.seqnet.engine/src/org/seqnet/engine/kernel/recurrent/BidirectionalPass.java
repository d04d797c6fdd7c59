package org.seqnet.engine.kernel.recurrent;

import org.seqnet.engine.kernel.layer.Group;
import org.seqnet.engine.kernel.layer.Inputs;
import org.seqnet.engine.kernel.layer.Pass;
import org.seqnet.engine.kernel.layer.StepOrder;

/** A group on its way through a layer of two directions, one of them after the other. */
final class BidirectionalPass implements Pass {
    private final BidirectionalLayer layer;
    private final Pass forward;
    private final Pass backward;
    private final SideBySide sides;
    private final int inputs;
    private final float[] gradient;

    BidirectionalPass(BidirectionalLayer layer, Pass forward, Pass backward) {
        this.layer = layer;
        this.forward = forward;
        this.backward = backward;
        sides = new SideBySide(layer.shape().units());
        inputs = layer.shape().inputs();
        gradient = new float[inputs];
    }

    @Override
    public void begin(Group group) {
        forward.begin(group);
        backward.begin(group);
    }

    private StepOrder order() {
        return layer.batch().order();
    }

    @Override
    public void write(int step, int from, int to, float[] rows, int offset) {
        forward.write(step, from, to, rows, offset);
        for (int n = from; n < to; n++) {
            backward.write(order().length(n) - 1 - step, n, n + 1, rows, offset + (n - from) * inputs);
        }
    }

    @Override
    public void forward(int from, int to, Inputs above) {
        sides.begin(order(), from, to - from, from, above.isLastStepOnly());
        forward.forward(from, to, sides.forward());
        backward.forward(from, to, sides.backward());
        sides.forEach((step, first, end, rows, offset) -> {
            drop(step, first, end, rows, offset);
            above.write(step, first, end, rows, offset);
        });
    }

    private void drop(int step, int from, int to, float[] rows, int offset) {
        if (layer.dropout().drops()) {
            int values = 2 * layer.shape().units();
            layer.dropout().apply(layer.batch().seeds(), step, from, to, rows, offset, values);
        }
    }

    @Override
    public void backward(int from, int to, Pass above) {
        sides.begin(order(), from, to - from, from, above.isLastStepOnly());
        sides.forEach((step, first, end, rows, offset) -> {
            above.readInputGradient(step, first, end, rows, offset);
            drop(step, first, end, rows, offset);
        });
        forward.backward(from, to, sides.forward());
        backward.backward(from, to, sides.backward());
    }

    @Override
    public void readInputGradient(int step, int from, int to, float[] target, int offset) {
        forward.readInputGradient(step, from, to, target, offset);
        for (int n = from; n < to; n++) {
            backward.readInputGradient(order().length(n) - 1 - step, n, n + 1, gradient, 0);
            int at = offset + (n - from) * inputs;
            for (int k = 0; k < inputs; k++) {
                target[at + k] += gradient[k];
            }
        }
    }

    @Override
    public void close() {
        forward.close();
        backward.close();
    }
}
