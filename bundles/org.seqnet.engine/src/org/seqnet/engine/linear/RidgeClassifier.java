package org.seqnet.engine.linear;

import java.util.Arrays;

/**
 * Ridge regression on targets of 1 for a row's class and -1 for the others. The leave-one-out scores also give the
 * temperature at which softmax makes probabilities of scores; weights and biases are divided by it.
 */
public final class RidgeClassifier {
    private RidgeClassifier() {}

    /**
     * Fits a classifier on the calling thread.
     *
     * @param features a row of finite features for each sequence, at least two
     * @param classes the class of each row
     * @param count the number of classes, K
     * @param cancellation is run from time to time, and throws to end the work
     * @throws org.seqnet.engine.SeqNetException if both rows and features are too many, or there is not enough memory
     */
    public static LinearFit fit(float[][] features, int[] classes, int count, Runnable cancellation) {
        var targets = new double[count][features.length];
        for (int k = 0; k < count; k++) {
            int number = k;
            Arrays.setAll(targets[k], i -> classes[i] == number ? 1 : -1);
        }
        var fit = Ridge.fit(features, targets, Ridge.Purpose.CLASSES, cancellation);
        double sharpness = new ScoreSharpness(fit.scores(), classes).best();
        return LinearFit.of(fit.weights(), fit.biases(), sharpness, fit.penalty());
    }
}
