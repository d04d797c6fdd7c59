package org.seqnet.engine.kernel.recurrent;

import org.seqnet.engine.kernel.layer.Inputs;
import org.seqnet.engine.kernel.layer.Pass;
import org.seqnet.engine.kernel.layer.StepOrder;

/**
 * What goes between a layer of two directions and the layer above for a group of sequences, outputs or their gradients:
 * for each step, a row of 2H values for each sequence that has it, those of the forward direction first.
 *
 * <p>The backward direction comes to step t of a sequence of T steps as its own step T - 1 - t. If only last steps are
 * read above, then each direction's own last output stands at the sequence's last step.
 */
final class SideBySide {
    private final int units;
    private final Direction forward;
    private final Direction backward;
    private float[][] rows = new float[0][];
    private StepOrder order;
    private int first;
    private int count;
    private int named;
    private boolean lastStepOnly;

    /** Takes rows of one step of the sequences [from, to). */
    interface Rows {
        void accept(int step, int from, int to, float[] rows, int offset);
    }

    /** @param units those of one direction, H */
    SideBySide(int units) {
        this.units = units;
        forward = new Direction(false);
        backward = new Direction(true);
    }

    /**
     * Makes room for a group.
     *
     * @param newFirst the position of its first sequence
     * @param newNamed the number by which that sequence is named from now on, as the others are from there on
     */
    void begin(StepOrder newOrder, int newFirst, int newCount, int newNamed, boolean newLastStepOnly) {
        order = newOrder;
        first = newFirst;
        count = newCount;
        named = newNamed;
        lastStepOnly = newLastStepOnly;
        for (int t = 0; t < order.length(first); t++) {
            int running = order.running(t, first, first + count);
            if (firstRead(t) < running) {
                rows = CellSteps.withRoom(rows, t, running * 2 * units);
            }
        }
    }

    private int firstRead(int step) {
        return lastStepOnly ? order.running(step + 1, first, first + count) : 0;
    }

    /** Gives all rows that are read above, step by step. */
    void forEach(Rows action) {
        for (int t = 0; t < order.length(first); t++) {
            int from = firstRead(t);
            int to = order.running(t, first, first + count);
            if (from < to) {
                action.accept(t, named + from, named + to, rows[t], from * 2 * units);
            }
        }
    }

    /** Returns the part of the direction that reads each sequence from its first step to its last. */
    Pass forward() {
        return forward;
    }

    /** Returns the part of the direction that reads each sequence from its last step to its first. */
    Pass backward() {
        return backward;
    }

    /** What a direction takes for the layer above it. */
    private final class Direction implements Pass {
        private final boolean reverses;

        Direction(boolean reverses) {
            this.reverses = reverses;
        }

        private float[] row(int step, int sequence) {
            return rows[reverses && !lastStepOnly ? order.length(first + sequence - named) - 1 - step : step];
        }

        private int at(int sequence) {
            return (2 * (sequence - named) + (reverses ? 1 : 0)) * units;
        }

        @Override
        public boolean isLastStepOnly() {
            return lastStepOnly;
        }

        @Override
        public void write(int step, int from, int to, float[] values, int offset) {
            for (int n = from; n < to; n++) {
                System.arraycopy(values, offset + (n - from) * units, row(step, n), at(n), units);
            }
        }

        @Override
        public void readInputGradient(int step, int from, int to, float[] target, int offset) {
            for (int n = from; n < to; n++) {
                System.arraycopy(row(step, n), at(n), target, offset + (n - from) * units, units);
            }
        }

        @Override
        public void forward(int from, int to, Inputs above) {
            throw new IllegalStateException("Directions compute nothing of their own.");
        }

        @Override
        public void backward(int from, int to, Pass above) {
            throw new IllegalStateException("Directions compute nothing of their own.");
        }

        @Override
        public void close() {
            // All on the heap.
        }
    }
}
