package org.seqnet.engine.kernel.pooling;

import java.util.Arrays;
import org.seqnet.engine.kernel.layer.Inputs;
import org.seqnet.engine.kernel.layer.StepOrder;
import org.seqnet.engine.kernel.layer.Stream;

/**
 * A group on its way through attention in prediction. Sums of exp(e(t)) h(t) and exp(e(t)) are all that it keeps; their
 * unit is the exponential of the highest score so far, so that none grows too large (Milakov and Gimelshein 2018,
 * arXiv:1805.02867).
 */
final class AttentionStream implements Stream {
    private final AttentionScores scores;
    private final int width;
    private final double[] highest;
    private final double[] sums;
    private final float[] pooled;
    private StepOrder order;
    private int first;
    private int end;

    AttentionStream(AttentionPooling layer, Size size) {
        scores = new AttentionScores(layer, size);
        width = layer.width();
        highest = new double[size.sequences()];
        sums = new double[size.sequences()];
        pooled = new float[size.sequences() * width];
    }

    @Override
    public void begin(StepOrder newOrder, int from, int to) {
        order = newOrder;
        first = from;
        end = to;
        scores.begin(order, from, to);
        Arrays.fill(highest, Double.NEGATIVE_INFINITY);
        Arrays.fill(sums, 0);
        Arrays.fill(pooled, 0f);
    }

    @Override
    public void write(int step, int from, int to, float[] rows, int offset) {
        scores.write(step, from, to, rows, offset);
    }

    @Override
    public void run(int firstStep, int steps, int from, int to, Inputs above) {
        scores.run(firstStep, steps, this::add);
        int ended = firstStep + steps;
        for (int i = order.running(ended, first, end); i < order.running(firstStep, first, end); i++) {
            Rows.scale(pooled, i * width, (float) (1 / sums[i]), width);
            above.write(order.length(first + i) - 1 - firstStep, i, i + 1, pooled, i * width);
        }
    }

    private void add(int i, int step, double score, float[] h, int at) {
        if (score > highest[i]) {
            double factor = Math.exp(highest[i] - score);
            sums[i] *= factor;
            Rows.scale(pooled, i * width, (float) factor, width);
            highest[i] = score;
        }
        double weight = Math.exp(score - highest[i]);
        sums[i] += weight;
        Rows.addScaled(pooled, i * width, (float) weight, h, at, width);
    }

    @Override
    public void close() {
        scores.close();
    }
}
