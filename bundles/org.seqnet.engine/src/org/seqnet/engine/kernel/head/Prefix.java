package org.seqnet.engine.kernel.head;

import java.util.Arrays;

/**
 * The first labels of a path, or all of them if it has ended.
 *
 * @param before what stands before its last label; null if it has none
 * @param label its last label, or what stands for the start
 * @param labelLogProbability the logarithm of the probability of that label at its step
 * @param logProbability the sum of the logarithms over all steps, the end included if it has been chosen
 * @param length the number of labels
 * @param ended whether it goes no further
 * @param highest the highest probability that each label had at any of the steps; null if nobody asks for it
 */
record Prefix(
        Prefix before,
        int label,
        double labelLogProbability,
        double logProbability,
        int length,
        boolean ended,
        float[] highest) {

    /** Returns the prefix without labels. */
    static Prefix empty(int start, float[] highest) {
        return new Prefix(null, start, 0, 0, 0, false, highest);
    }

    /** Returns this with one more label. */
    Prefix with(int next, double logProbabilityOfNext, boolean last, float[] newHighest) {
        return new Prefix(
                withoutHighest(),
                next,
                logProbabilityOfNext,
                logProbability + logProbabilityOfNext,
                length + 1,
                last,
                newHighest);
    }

    /** Returns what is needed of this by longer ones, so that these do not keep K values for each of their steps. */
    private Prefix withoutHighest() {
        return highest == null
                ? this
                : new Prefix(before, label, labelLogProbability, logProbability, length, ended, null);
    }

    /** Returns this with the end behind it. */
    Prefix ended(double logProbabilityOfEnd, float[] newHighest) {
        return new Prefix(
                before, label, labelLogProbability, logProbability + logProbabilityOfEnd, length, true, newHighest);
    }

    /** Puts a value in the place of each of its labels. */
    void mark(float[] values, int from, float value) {
        for (Prefix prefix = this; prefix.before != null; prefix = prefix.before) {
            values[from + prefix.label] = value;
        }
    }

    /** Returns the path, which has these scores. */
    FoundPath found(float[] scores) {
        int[] labels = new int[length];
        float[] probabilities = new float[length];
        Prefix prefix = this;
        for (int i = length - 1; i >= 0; i--) {
            labels[i] = prefix.label;
            probabilities[i] = (float) Math.exp(prefix.labelLogProbability);
            prefix = prefix.before;
        }
        return new FoundPath(labels, probabilities, logProbability, scores);
    }

    /** Adds a score for each label, times a weight: 1 for its own ones, the highest probability for others. */
    void addScores(double weight, double[] sums) {
        float[] own = highest.clone();
        mark(own, 0, 1f);
        Arrays.setAll(sums, k -> sums[k] + weight * own[k]);
    }
}
