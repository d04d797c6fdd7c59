package org.seqnet.engine.kernel.head;

import org.seqnet.engine.sequence.Targets;

/** One of K classes: p = softmax(z), loss = -log p(actual class). */
final class SoftmaxLoss implements Loss {

    @Override
    public void answers(float[] z, double[] probabilities) {
        softmax(z, probabilities);
    }

    /** Writes the probabilities; returns the logarithm of the sum of exponentials. */
    private static double softmax(float[] z, double[] probabilities) {
        double highest = Double.NEGATIVE_INFINITY;
        for (float logit : z) {
            highest = Math.max(highest, logit);
        }
        double sum = 0;
        for (int k = 0; k < z.length; k++) {
            probabilities[k] = Math.exp(z[k] - highest);
            sum += probabilities[k];
        }
        for (int k = 0; k < z.length; k++) {
            probabilities[k] /= sum;
        }
        return Math.log(sum) + highest;
    }

    @Override
    public double score(float[] z, Targets targets, int n) {
        return likeliest(z) == targets.labels().label(n, 0) ? 1 : 0;
    }

    /** Returns the likeliest class, of equally likely ones the first. */
    static int likeliest(float[] z) {
        int best = 0;
        for (int k = 1; k < z.length; k++) {
            best = z[k] > z[best] ? k : best;
        }
        return best;
    }

    @Override
    public double differentiate(float[] z, double[] probabilities, Targets targets, int n) {
        return differentiate(z, probabilities, targets.labels().label(n, 0), targets.smoothing());
    }

    /** Replaces the values by their gradients, dL/dz, and returns the loss if this is the class. */
    static double differentiate(float[] z, double[] probabilities, int actual, double smoothing) {
        double logit = z[actual];
        double loss = softmax(z, probabilities) - logit;
        double share = smoothing / z.length;
        if (share > 0) {
            for (float other : z) {
                loss += share * (logit - other);
            }
        }
        for (int k = 0; k < z.length; k++) {
            z[k] = (float) (probabilities[k] - (k == actual ? 1 - smoothing + share : share));
        }
        return loss;
    }
}
