package org.seqnet.engine.network.dl4j;

/** Softmax with cross-entropy: one of several classes. */
final class ClassCrossEntropy extends CrossEntropy {
    private static final long serialVersionUID = 1;

    @Override
    double differentiate(double[] values, double[] targets) {
        int actual = highest(targets);
        double highest = values[highest(values)];
        double sum = 0;
        for (double value : values) {
            sum += Math.exp(value - highest);
        }
        double loss = Math.log(sum) + highest - values[actual];
        double share = smoothing() / values.length;
        for (int k = 0; share > 0 && k < values.length; k++) {
            loss += share * (values[actual] - values[k]);
        }
        for (int k = 0; k < values.length; k++) {
            values[k] = Math.exp(values[k] - highest) / sum - (k == actual ? 1 - smoothing() + share : share);
        }
        return loss;
    }

    @Override
    boolean isRight(double[] values, double[] targets) {
        return highest(values) == highest(targets);
    }

    /** Returns the first of the highest. */
    private static int highest(double[] values) {
        int best = 0;
        for (int k = 1; k < values.length; k++) {
            best = values[k] > values[best] ? k : best;
        }
        return best;
    }
}
