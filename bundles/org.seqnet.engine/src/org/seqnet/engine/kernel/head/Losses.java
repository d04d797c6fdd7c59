package org.seqnet.engine.kernel.head;

import java.util.Arrays;

/** What a head has made of each sequence of a mini-batch; threads write those of different sequences. */
final class Losses {
    private double[] losses = new double[0];

    private double[] scores = new double[0];

    /** Makes room for a mini-batch; every sequence of it is to be written. */
    void prepare(int sequences) {
        if (losses.length != sequences) {
            losses = new double[sequences];
            scores = new double[sequences];
        }
    }

    /** Writes the loss of a sequence, and how right the head was about it, 1 at most. */
    void write(int sequence, double loss, double score) {
        losses[sequence] = loss;
        scores[sequence] = score;
    }

    /** Returns the sum of all losses. */
    double sum() {
        return Arrays.stream(losses).sum();
    }

    /** Returns the loss of a sequence. */
    double get(int sequence) {
        return losses[sequence];
    }

    /** Returns the sum of what was said of how right the head was. */
    double correct() {
        return Arrays.stream(scores).sum();
    }
}
