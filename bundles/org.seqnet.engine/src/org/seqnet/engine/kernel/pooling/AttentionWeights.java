package org.seqnet.engine.kernel.pooling;

import org.seqnet.engine.kernel.layer.Inputs;
import org.seqnet.engine.kernel.layer.StepOrder;
import org.seqnet.engine.kernel.layer.Stream;

/** A group on its way to the weights of its steps, which are written on once all steps have been read. */
final class AttentionWeights implements Stream {
    private final AttentionScores scores;
    private final double[][] weights;
    private final float[] weight = new float[1];
    private StepOrder order;
    private int first;
    private int end;

    AttentionWeights(AttentionPooling layer, Size size) {
        scores = new AttentionScores(layer, size);
        weights = new double[size.sequences()][0];
    }

    @Override
    public void begin(StepOrder newOrder, int from, int to) {
        order = newOrder;
        first = from;
        end = to;
        scores.begin(order, from, to);
        for (int n = from; n < to; n++) {
            weights[n - from] = new double[order.length(n)];
        }
    }

    @Override
    public void write(int step, int from, int to, float[] rows, int offset) {
        scores.write(step, from, to, rows, offset);
    }

    @Override
    public void run(int firstStep, int steps, int from, int to, Inputs above) {
        scores.run(firstStep, steps, (i, step, score, h, at) -> weights[i][step] = score);
        if (firstStep + steps < order.length(first)) {
            return;
        }
        for (int i = 0; i < end - first; i++) {
            Softmax.of(weights[i], weights[i].length);
            for (int t = 0; t < weights[i].length; t++) {
                weight[0] = (float) weights[i][t];
                above.write(t, i, i + 1, weight, 0);
            }
        }
    }

    @Override
    public void close() {
        scores.close();
    }
}
