package org.seqnet.engine.kernel.head;

import org.seqnet.engine.kernel.dense.Linear;
import org.seqnet.engine.kernel.layer.Inputs;
import org.seqnet.engine.kernel.layer.StepOrder;
import org.seqnet.engine.kernel.layer.Stream;

/**
 * Writes on what is made of a linear layer for every step of a group. What it writes counts steps from the sequence's
 * first, since it is the end of the network.
 */
final class StepStream implements Stream {
    private final int inputs;
    private final int outputs;
    private final Loss loss;
    private final int sequences;
    private final int leastRows;
    private final Linear.Rows rows;
    private final float[] row;
    private final double[] answers;
    private StepOrder order;
    private int first;
    private int end;

    StepStream(Linear linear, int inputs, int outputs, Loss loss, Size size) {
        this.inputs = inputs;
        this.outputs = outputs;
        this.loss = loss;
        this.leastRows = size.leastRows();
        this.sequences = Math.max(size.sequences(), leastRows);
        this.rows = linear.new Rows(Math.multiplyExact(sequences, size.steps()));
        this.row = new float[outputs];
        this.answers = new double[outputs];
    }

    @Override
    public void begin(StepOrder newOrder, int from, int to) {
        order = newOrder;
        first = from;
        end = to;
    }

    @Override
    public void write(int step, int from, int to, float[] values, int offset) {
        for (int n = from; n < to; n++) {
            rows.write(step * sequences + n, values, offset + (n - from) * inputs);
        }
    }

    @Override
    public void run(int firstStep, int steps, int from, int to, Inputs above) {
        for (int t = 0; t < steps; t++) {
            int step = firstStep + t;
            rows.forward(t * sequences, Math.max(order.computed(step, first, end), leastRows));
            for (int n = 0; n < order.running(step, first, end); n++) {
                rows.read(t * sequences + n, row);
                loss.answers(row, answers);
                for (int k = 0; k < outputs; k++) {
                    row[k] = (float) answers[k];
                }
                above.write(step, n, n + 1, row, 0);
            }
        }
    }

    @Override
    public void close() {
        rows.close();
    }
}
