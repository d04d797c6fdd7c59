package org.seqnet.engine.kernel.dense;

import org.seqnet.engine.kernel.layer.Dropout;
import org.seqnet.engine.kernel.layer.Group;
import org.seqnet.engine.kernel.layer.Inputs;
import org.seqnet.engine.kernel.layer.Pass;

/** A group on its way through a dense layer. */
final class DensePass implements Pass {
    private final DenseLayer layer;
    private final Linear linear;
    private final Dropout dropout;
    private final float[] inputs;
    private final float[] outputs;
    /** By sequence of the group: which outputs are neither 0 nor dropped. */
    private final boolean[][] active;

    private int first;

    DensePass(DenseLayer layer, int sequences) {
        this.layer = layer;
        this.linear = layer.linear();
        this.dropout = layer.dropout();
        this.inputs = new float[linear.inputs()];
        this.outputs = new float[linear.outputs()];
        this.active = new boolean[sequences][linear.outputs()];
    }

    @Override
    public void begin(Group group) {
        first = group.from();
    }

    @Override
    public void write(int step, int from, int to, float[] rows, int offset) {
        for (int n = from; n < to; n++) {
            layer.input().channelsFirst(rows, offset + (n - from) * inputs.length, inputs, 0);
            linear.writeInput(n, inputs, 0);
        }
    }

    @Override
    public void forward(int from, int to, Inputs above) {
        linear.forward(from, to);
        for (int n = from; n < to; n++) {
            linear.readOutput(n, outputs);
            activate(n, active[n - first]);
            above.write(0, n, n + 1, outputs, 0);
        }
    }

    private void activate(int n, boolean[] isActive) {
        var stream = dropout.drops() ? dropout.stream(layer.batch().seeds()[n], 0) : null;
        float scale = dropout.scale();
        for (int k = 0; k < outputs.length; k++) {
            isActive[k] = outputs[k] > 0 && !(stream != null && stream.nextDouble() < dropout.share());
            outputs[k] = isActive[k] ? scale * outputs[k] : 0;
        }
    }

    @Override
    public void backward(int from, int to, Pass above) {
        float scale = dropout.scale();
        for (int n = from; n < to; n++) {
            above.readInputGradient(0, n, n + 1, outputs, 0);
            for (int k = 0; k < outputs.length; k++) {
                outputs[k] = active[n - first][k] ? scale * outputs[k] : 0;
            }
            linear.writeOutputGradient(n, outputs);
        }
        linear.backward(from, to);
    }

    @Override
    public void readInputGradient(int step, int from, int to, float[] target, int offset) {
        for (int n = from; n < to; n++) {
            linear.readInputGradient(n, n + 1, inputs, 0);
            layer.input().channelsLast(inputs, target, offset + (n - from) * inputs.length);
        }
    }

    @Override
    public void close() {
        // All on the heap.
    }
}
