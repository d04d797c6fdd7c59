package org.seqnet.engine.kernel.pooling;

import org.seqnet.engine.kernel.dense.Linear;
import org.seqnet.engine.kernel.layer.StepOrder;
import org.seqnet.engine.kernel.layer.Stream;
import org.seqnet.engine.kernel.recurrent.Gates;

/** The scores e(t) of a group's steps in prediction, a block of steps after another, for one thread. */
final class AttentionScores implements AutoCloseable {
    private final float[] query;
    private final int width;
    private final int leastRows;
    private final Linear.Rows rows;
    /** By step of the block: h. */
    private final float[][] h;

    private final float[] u;
    private StepOrder order;
    private int first;
    private int end;

    /** Takes the score of the i-th sequence of a group at a step, with where its h stands. */
    interface Target {
        void accept(int i, int step, double score, float[] h, int at);
    }

    AttentionScores(AttentionPooling layer, Stream.Size size) {
        query = layer.query();
        width = layer.width();
        leastRows = size.leastRows();
        rows = layer.linear().new Rows(Math.max(size.sequences(), leastRows));
        h = new float[size.steps()][size.sequences() * width];
        u = new float[width];
    }

    void begin(StepOrder newOrder, int from, int to) {
        order = newOrder;
        first = from;
        end = to;
    }

    void write(int step, int from, int to, float[] values, int offset) {
        System.arraycopy(values, offset, h[step], from * width, (to - from) * width);
    }

    /** Gives the scores of the next steps. */
    void run(int firstStep, int steps, Target target) {
        for (int t = 0; t < steps; t++) {
            int running = order.running(firstStep + t, first, end);
            for (int i = 0; i < running; i++) {
                rows.write(i, h[t], i * width);
            }
            int computed = order.computed(firstStep + t, first, end);
            if (computed > 0) {
                rows.forward(Math.max(computed, leastRows));
            }
            for (int i = 0; i < running; i++) {
                rows.read(i, u);
                Gates.tanh(u, 0, width);
                target.accept(i, firstStep + t, Rows.dot(query, 0, u, 0, width), h[t], i * width);
            }
        }
    }

    @Override
    public void close() {
        rows.close();
    }
}
