package org.seqnet.engine.network.dl4j;

/** Sigmoids with cross-entropy, summed over the labels: any of several labels. */
final class LabelCrossEntropy extends CrossEntropy {
    private static final long serialVersionUID = 1;

    @Override
    double differentiate(double[] values, double[] targets) {
        double loss = 0;
        for (int k = 0; k < values.length; k++) {
            double target = targets[k] * (1 - smoothing()) + smoothing() / 2;
            // log (1 + e^z) - y z, without overflow
            loss += Math.max(values[k], 0) - target * values[k] + Math.log1p(Math.exp(-Math.abs(values[k])));
            values[k] = 1 / (1 + Math.exp(-values[k])) - target;
        }
        return loss;
    }

    @Override
    boolean isRight(double[] values, double[] targets) {
        for (int k = 0; k < values.length; k++) {
            if (values[k] >= 0 != targets[k] > 0.5) {
                return false;
            }
        }
        return true;
    }
}
