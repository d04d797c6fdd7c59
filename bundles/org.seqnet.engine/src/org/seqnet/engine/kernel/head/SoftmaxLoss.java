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
        int best = 0;
        for (int k = 1; k < z.length; k++) {
            best = z[k] > z[best] ? k : best;
        }
        return best == targets.labels().label(n, 0) ? 1 : 0;
    }

    @Override
    public double differentiate(float[] z, double[] probabilities, Targets targets, int n) {
        int actual = targets.labels().label(n, 0);
        double logit = z[actual];
        double loss = softmax(z, probabilities) - logit;
        double share = targets.smoothing() / z.length;
        if (share > 0) {
            for (float other : z) {
                loss += share * (logit - other);
            }
        }
        for (int k = 0; k < z.length; k++) {
            z[k] = (float) (probabilities[k] - (k == actual ? 1 - targets.smoothing() + share : share));
        }
        return loss;
    }
}
