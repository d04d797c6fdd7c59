package org.seqnet.engine.kernel.pooling;

import java.util.Arrays;
import org.seqnet.engine.kernel.dense.Linear;
import org.seqnet.engine.kernel.layer.Group;
import org.seqnet.engine.kernel.layer.Inputs;
import org.seqnet.engine.kernel.layer.Pass;
import org.seqnet.engine.kernel.layer.StepOrder;
import org.seqnet.engine.kernel.recurrent.Gates;

/** A group on its way through attention; names are those of {@link AttentionPooling}. */
final class AttentionPass implements Pass {
    private final AttentionPooling layer;
    private final Linear linear;
    private final int width;
    private final PooledRows pooled;
    private final float[] row;
    /** By step: h and u, a row for each sequence of the group that has it. */
    private float[][] h = new float[0][];

    private float[][] u = new float[0][];
    /** By sequence of the group: a(t). */
    private final double[][] weights;

    private int first;

    AttentionPass(AttentionPooling layer, int sequences) {
        this.layer = layer;
        linear = layer.linear();
        width = layer.width();
        pooled = new PooledRows(width, layer.dropout(), sequences);
        row = new float[width];
        weights = new double[sequences][0];
    }

    private StepOrder order() {
        return layer.batch().order();
    }

    @Override
    public void begin(Group group) {
        first = group.from();
        int steps = order().length(first);
        if (h.length < steps) {
            h = Arrays.copyOf(h, steps);
            u = Arrays.copyOf(u, steps);
        }
        for (int t = 0; t < steps; t++) {
            int values = order().running(t, group.from(), group.to()) * width;
            if (h[t] == null || h[t].length < values) {
                h[t] = new float[values];
                u[t] = new float[values];
            }
        }
        for (int i = 0; i < group.size(); i++) {
            int length = order().length(first + i);
            if (weights[i].length != length) {
                weights[i] = new double[length];
            }
        }
    }

    @Override
    public void write(int step, int from, int to, float[] rows, int offset) {
        System.arraycopy(rows, offset, h[step], (from - first) * width, (to - from) * width);
        for (int n = from; n < to; n++) {
            linear.writeInput(order().row(step, n), rows, offset + (n - from) * width);
        }
    }

    @Override
    public void forward(int from, int to, Inputs above) {
        for (int t = 0; t < order().length(from); t++) {
            score(t, from, to);
        }
        Arrays.fill(pooled.values(), 0, (to - from) * width, 0f);
        for (int n = from; n < to; n++) {
            int i = n - from;
            Softmax.of(weights[i], weights[i].length);
            for (int t = 0; t < weights[i].length; t++) {
                Rows.addScaled(pooled.values(), i * width, (float) weights[i][t], h[t], i * width, width);
            }
        }
        pooled.writeOn(layer.batch(), from, to, above);
    }

    /** Puts e(t) where a(t) is to stand. */
    private void score(int t, int from, int to) {
        int rows = order().row(t, from);
        int running = order().running(t, from, to);
        linear.forward(rows, rows + order().computed(t, from, to));
        for (int i = 0; i < running; i++) {
            linear.readOutput(rows + i, row);
            System.arraycopy(row, 0, u[t], i * width, width);
        }
        Gates.tanh(u[t], 0, running * width);
        for (int i = 0; i < running; i++) {
            weights[i][t] = Rows.dot(layer.query(), 0, u[t], i * width, width);
        }
    }

    @Override
    public void backward(int from, int to, Pass above) {
        pooled.readGradient(layer.batch(), from, to, above);
        Arrays.fill(layer.queryGradients(), from * width, to * width, 0f);
        for (int n = from; n < to; n++) {
            backward(n, n - from);
        }
        Arrays.fill(row, 0f);
        for (int t = 0; t < order().longest(); t++) {
            int rows = order().row(t, from);
            for (int i = order().running(t, from, to); i < order().present(t, from, to); i++) {
                // Rows of sequences that have ended add nothing to the weights' gradients.
                linear.writeOutputGradient(rows + i, row);
            }
            int computed = order().computed(t, from, to);
            if (computed > 0) {
                linear.backward(rows, rows + computed);
            }
        }
    }

    /** From dL/dy of a sequence, the i-th of the group, to dL/dz of its steps, where u = tanh(z). */
    private void backward(int n, int i) {
        double[] a = weights[i];
        var da = new double[a.length];
        double mean = 0;
        for (int t = 0; t < a.length; t++) {
            da[t] = Rows.dot(pooled.values(), i * width, h[t], i * width, width);
            mean += a[t] * da[t];
        }
        float[] v = layer.query();
        for (int t = 0; t < a.length; t++) {
            float de = (float) (a[t] * (da[t] - mean));
            Rows.addScaled(layer.queryGradients(), n * width, de, u[t], i * width, width);
            for (int k = 0; k < width; k++) {
                float tanh = u[t][i * width + k];
                row[k] = de * v[k] * (1f - tanh * tanh);
            }
            linear.writeOutputGradient(order().row(t, n), row);
        }
    }

    @Override
    public void readInputGradient(int step, int from, int to, float[] target, int offset) {
        int rows = order().row(step, from);
        linear.readInputGradient(rows, rows + to - from, target, offset);
        for (int n = from; n < to; n++) {
            int i = n - first;
            float weight = (float) weights[i][step];
            Rows.addScaled(target, offset + (n - from) * width, weight, pooled.values(), i * width, width);
        }
    }

    @Override
    public void close() {
        // All on the heap.
    }
}
