package org.seqnet.engine.kernel.head;

import org.seqnet.engine.sequence.Targets;

/** Any of K labels: p = sigmoid(z), loss = -sum of log p of the labels that are there and log (1 - p) of the others. */
final class SigmoidLoss implements Loss {

    @Override
    public void answers(float[] z, double[] probabilities) {
        for (int k = 0; k < z.length; k++) {
            // a sum that grew too large says nothing, though its sigmoid is 0 or 1
            probabilities[k] = Float.isFinite(z[k]) ? 1 / (1 + Math.exp(-z[k])) : Double.NaN;
        }
    }

    @Override
    public double score(float[] z, Targets targets, int n) {
        var labels = targets.labels();
        int found = 0;
        for (float value : z) {
            found += value >= 0 ? 1 : 0;
        }
        boolean right = found == labels.count(n);
        for (int i = 0; right && i < labels.count(n); i++) {
            right = z[labels.label(n, i)] >= 0;
        }
        return right ? 1 : 0;
    }

    @Override
    public double differentiate(float[] z, double[] probabilities, Targets targets, int n) {
        answers(z, probabilities);
        var labels = targets.labels();
        double doubt = targets.smoothing() / 2;
        double loss = 0;
        int next = 0;
        for (int k = 0; k < z.length; k++) {
            boolean isThere = next < labels.count(n) && labels.label(n, next) == k;
            next += isThere ? 1 : 0;
            // log (1 + e^-z) or log (1 + e^z), without overflow
            loss += Math.max(isThere ? -z[k] : z[k], 0) + Math.log1p(Math.exp(-Math.abs(z[k])));
            if (doubt > 0) {
                loss += doubt * (isThere ? z[k] : -z[k]);
            }
            z[k] = (float) (probabilities[k] - (isThere ? 1 - doubt : doubt));
        }
        return loss;
    }
}
