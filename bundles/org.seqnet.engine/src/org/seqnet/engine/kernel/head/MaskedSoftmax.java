package org.seqnet.engine.kernel.head;

/**
 * The softmax over what is allowed at a step of a path: scores of what is not are negative infinity. One thread at a
 * time uses it.
 */
final class MaskedSoftmax {
    private final double[] exponentials;
    private double highest;
    private double sum;
    private int likeliest;

    /** @param labels the number of labels, K; behind their scores stands that of the end */
    MaskedSoftmax(int labels) {
        exponentials = new double[labels + 1];
    }

    /** Reads the scores of K labels and the end from {@code from} on. */
    void read(float[] scores, int from) {
        int end = exponentials.length - 1;
        likeliest = likeliest(scores, from, end);
        highest = scores[from + likeliest];
        double total = 0;
        for (int k = 0; k <= end; k++) {
            exponentials[k] = Math.exp(scores[from + k] - highest);
            total += exponentials[k];
        }
        sum = total;
    }

    /** Returns the number of the highest score: of equal ones the end, then the lowest label. */
    static int likeliest(float[] scores, int from, int end) {
        int best = end;
        for (int k = 0; k < end; k++) {
            best = scores[from + k] > scores[from + best] ? k : best;
        }
        return best;
    }

    /** Says whether there are probabilities: numbers may have grown too large. */
    boolean isFinite() {
        return sum >= 1 && sum < Double.POSITIVE_INFINITY;
    }

    /** Returns the likeliest: of equally likely ones the end, then the lowest label. */
    int likeliest() {
        return likeliest;
    }

    /** Returns the logarithm of the sum of exponentials: a score less this is the logarithm of a probability. */
    double logSum() {
        return highest + Math.log(sum);
    }

    /** Returns the higher one of each label's probability and of what is given for it. */
    float[] highest(float[] others) {
        float[] higher = new float[others.length];
        for (int k = 0; k < higher.length; k++) {
            higher[k] = Math.max(others[k], (float) (exponentials[k] / sum));
        }
        return higher;
    }

    /** Replaces the scores by the gradient of the loss -log p(target), times a weight. */
    void writeGradient(int target, float weight, float[] scores, int from) {
        for (int k = 0; k < exponentials.length; k++) {
            scores[from + k] = weight * (float) (exponentials[k] / sum);
        }
        scores[from + target] = weight * (float) (exponentials[target] / sum - 1);
    }
}
