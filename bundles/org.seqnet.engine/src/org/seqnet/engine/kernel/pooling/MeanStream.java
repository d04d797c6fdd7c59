package org.seqnet.engine.kernel.pooling;

import java.util.Arrays;
import org.seqnet.engine.kernel.layer.Inputs;
import org.seqnet.engine.kernel.layer.StepOrder;
import org.seqnet.engine.kernel.layer.Stream;

/** A group on its way through the mean over time in prediction; sums are all that it keeps. */
final class MeanStream implements Stream {
    private final int width;
    private final float[] sums;
    private StepOrder order;
    private int first;
    private int end;

    MeanStream(int width, Size size) {
        this.width = width;
        sums = new float[size.sequences() * width];
    }

    @Override
    public void begin(StepOrder newOrder, int from, int to) {
        order = newOrder;
        first = from;
        end = to;
        Arrays.fill(sums, 0, (to - from) * width, 0f);
    }

    @Override
    public void write(int step, int from, int to, float[] rows, int offset) {
        Rows.add(sums, from * width, rows, offset, (to - from) * width);
    }

    @Override
    public void run(int firstStep, int steps, int from, int to, Inputs above) {
        int ended = firstStep + steps;
        for (int n = order.running(ended, first, end); n < order.running(firstStep, first, end); n++) {
            int length = order.length(first + n);
            Rows.scale(sums, n * width, 1f / length, width);
            above.write(length - 1 - firstStep, n, n + 1, sums, n * width);
        }
    }

    @Override
    public void close() {
        // All on the heap.
    }
}
