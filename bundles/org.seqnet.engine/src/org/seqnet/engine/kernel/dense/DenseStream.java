package org.seqnet.engine.kernel.dense;

import org.seqnet.engine.kernel.layer.Inputs;
import org.seqnet.engine.kernel.layer.StepOrder;
import org.seqnet.engine.kernel.layer.Stream;

/** A group on its way through a dense layer in prediction. */
final class DenseStream implements Stream {
    private final DenseLayer layer;
    private final Linear.Rows rows;
    private final int leastRows;
    private final float[] inputs;
    private final float[] outputs;

    DenseStream(DenseLayer layer, Size size) {
        this.layer = layer;
        this.leastRows = size.leastRows();
        this.rows = layer.linear().new Rows(Math.max(size.sequences(), leastRows));
        this.inputs = new float[layer.linear().inputs()];
        this.outputs = new float[layer.linear().outputs()];
    }

    @Override
    public void begin(StepOrder order, int from, int to) {
        // It keeps nothing by group.
    }

    @Override
    public void write(int step, int from, int to, float[] values, int offset) {
        for (int n = from; n < to; n++) {
            layer.input().channelsFirst(values, offset + (n - from) * inputs.length, inputs, 0);
            rows.write(n, inputs, 0);
        }
    }

    @Override
    public void run(int firstStep, int steps, int from, int to, Inputs above) {
        rows.forward(Math.max(to - from, leastRows));
        for (int n = from; n < to; n++) {
            rows.read(n, outputs);
            for (int k = 0; k < outputs.length; k++) {
                outputs[k] = Math.max(outputs[k], 0);
            }
            above.write(0, n, n + 1, outputs, 0);
        }
    }

    @Override
    public void close() {
        rows.close();
    }
}
