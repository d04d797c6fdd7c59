package org.seqnet.engine.kernel.head;

import java.util.Arrays;

/** What a head has made of each sequence of a mini-batch; threads write those of different sequences. */
final class Losses {
    /** In nats. */
    private double[] losses = new double[0];

    private boolean[] hits = new boolean[0];

    /** Makes room for a mini-batch; every sequence of it is to be written. */
    void prepare(int sequences) {
        if (losses.length != sequences) {
            losses = new double[sequences];
            hits = new boolean[sequences];
        }
    }

    /** Writes the loss of a sequence, and whether the head was right about it. */
    void write(int sequence, double loss, boolean hit) {
        losses[sequence] = loss;
        hits[sequence] = hit;
    }

    /** Returns the sum of all losses. */
    double sum() {
        return Arrays.stream(losses).sum();
    }

    /** Returns the loss of a sequence. */
    double get(int sequence) {
        return losses[sequence];
    }

    /** Returns how many sequences the head was right about. */
    int correct() {
        int count = 0;
        for (boolean hit : hits) {
            count += hit ? 1 : 0;
        }
        return count;
    }
}
