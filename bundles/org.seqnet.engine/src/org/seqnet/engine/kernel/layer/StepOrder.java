package org.seqnet.engine.kernel.layer;

import java.util.Arrays;

/**
 * In which order the sequences of a mini-batch are computed, and where their steps stand. The longest come first, so
 * that at each step those that still run are the first ones, and no step of a shorter sequence is computed in vain;
 * sequences of one length keep their order. A position is a place in this order.
 *
 * <p>Rows stand step by step. A step has a row for each sequence that runs or has just ended: its last output is
 * written there, as what the next step would read.
 */
public final class StepOrder {
    private final int longest;
    private final int[] sequences;
    private final int[] lengths;
    /** By step: the sequences that have it. */
    private final int[] running;
    /** By step: the first of its rows; behind the last step, the number of all rows. */
    private final int[] firstRow;

    private final long rows;

    private StepOrder(int[] timeSteps, int count) {
        long[] keys = new long[count];
        for (int i = 0; i < count; i++) {
            if (timeSteps[i] < 1) {
                throw new IllegalArgumentException("Sequence " + (i + 1) + " has " + timeSteps[i]
                        + " time steps; at least one is required for classification.");
            }
            keys[i] = (long) -timeSteps[i] << 32 | i;
        }
        Arrays.sort(keys);
        sequences = new int[count];
        lengths = new int[count];
        for (int n = 0; n < count; n++) {
            sequences[n] = (int) keys[n];
            lengths[n] = timeSteps[sequences[n]];
        }
        longest = count == 0 ? 0 : lengths[0];
        running = new int[longest + 1];
        firstRow = new int[longest + 2];
        long end = 0;
        int left = count;
        for (int t = 0; t <= longest; t++) {
            firstRow[t] = (int) end;
            end += paired(left);
            while (left > 0 && lengths[left - 1] == t) {
                left--;
            }
            running[t] = left;
        }
        firstRow[longest + 1] = (int) end;
        // Whoever makes room for the rows finds out if there are too many for an int.
        rows = end;
    }

    /**
     * Orders sequences.
     *
     * @param timeSteps the length of each, at least 1; the array may be longer
     * @throws IllegalArgumentException if one has no step
     */
    public static StepOrder of(int[] timeSteps, int count) {
        return new StepOrder(timeSteps, count);
    }

    /** Orders {@code count} sequences of one length. */
    public static StepOrder equal(int count, int timeSteps) {
        int[] all = new int[count];
        Arrays.fill(all, timeSteps);
        return new StepOrder(all, count);
    }

    /*
     * A product of one row may be rounded otherwise than the same row among others (see MatrixProducts.rowUnit). Which
     * rows stand alone depends on how the mini-batch is shared out among threads, results must not; so none does:
     * parts begin at even positions, and of an odd number the next sequence is computed once more, for nothing.
     */
    private int paired(int count) {
        return Math.min(sequences.length, count + (count & 1));
    }

    /** Returns the number of sequences. */
    public int sequences() {
        return sequences.length;
    }

    /** Returns which of the given sequences stands at a position. */
    public int sequence(int position) {
        return sequences[position];
    }

    /** Returns where the sequence at each position begins if the given ones stand one after another, in time steps. */
    public int[] starts() {
        int[] given = new int[sequences.length];
        for (int n = 0; n < given.length; n++) {
            given[sequences[n]] = lengths[n];
        }
        int end = 0;
        for (int i = 0; i < given.length; i++) {
            int length = given[i];
            given[i] = end;
            end += length;
        }
        int[] starts = new int[given.length];
        Arrays.setAll(starts, n -> given[sequences[n]]);
        return starts;
    }

    /** Returns the number of time steps of the sequence at a position. */
    public int length(int position) {
        return lengths[position];
    }

    /** Returns the number of time steps of the longest sequence. */
    public int longest() {
        return longest;
    }

    /** Says whether all have the same number of time steps. */
    public boolean isEqual() {
        return sequences.length == 0 || lengths[sequences.length - 1] == longest;
    }

    /** Returns how many of the positions [from, to) have this step; they are the first of them. */
    public int running(int step, int from, int to) {
        return within(running[step], from, to);
    }

    /** Returns how many of the positions [from, to) are to be computed at this step: those that run, or one more. */
    public int computed(int step, int from, int to) {
        return within(paired(running[step]), from, to);
    }

    /** Returns how many of the positions [from, to) have a row at this step; they are the first of them. */
    public int present(int step, int from, int to) {
        return within(firstRow[step + 1] - firstRow[step], from, to);
    }

    private static int within(int end, int from, int to) {
        return Math.max(0, Math.min(end, to) - from);
    }

    /** Returns the row of a step of the sequence at a position. */
    public int row(int step, int position) {
        return firstRow[step] + position;
    }

    /** Returns the number of rows of all steps. */
    public long stepRows() {
        return rows - (firstRow[longest + 1] - firstRow[longest]);
    }

    /** Returns the number of all rows, those behind the last step included. */
    public long rows() {
        return rows;
    }
}
