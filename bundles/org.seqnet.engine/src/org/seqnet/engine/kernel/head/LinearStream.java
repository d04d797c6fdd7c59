package org.seqnet.engine.kernel.head;

import java.util.function.Consumer;
import org.seqnet.engine.kernel.dense.Linear;
import org.seqnet.engine.kernel.layer.Inputs;
import org.seqnet.engine.kernel.layer.StepOrder;
import org.seqnet.engine.kernel.layer.Stream;

/** Writes on what is made of a linear layer for all sequences of a group once all have come to their last step. */
final class LinearStream implements Stream {
    private final int inputs;
    private final Consumer<float[]> answer;
    private final int leastRows;
    private final Linear.Rows rows;
    private final float[] row;
    private int longest;

    /** @param answer replaces the outputs of a sequence by what is written on */
    LinearStream(Linear linear, int inputs, int outputs, Consumer<float[]> answer, Size size) {
        this.inputs = inputs;
        this.answer = answer;
        this.leastRows = size.leastRows();
        this.rows = linear.new Rows(Math.max(size.sequences(), leastRows));
        this.row = new float[outputs];
    }

    @Override
    public boolean isLastStepOnly() {
        return true;
    }

    @Override
    public void begin(StepOrder order, int from, int to) {
        longest = order.length(from);
    }

    @Override
    public void write(int step, int from, int to, float[] values, int offset) {
        for (int n = from; n < to; n++) {
            rows.write(n, values, offset + (n - from) * inputs);
        }
    }

    @Override
    public void run(int firstStep, int steps, int from, int to, Inputs above) {
        if (firstStep + steps < longest) {
            return;
        }
        rows.forward(Math.max(to - from, leastRows));
        for (int n = from; n < to; n++) {
            rows.read(n, row);
            answer.accept(row);
            above.write(0, n, n + 1, row, 0);
        }
    }

    @Override
    public void close() {
        rows.close();
    }
}
