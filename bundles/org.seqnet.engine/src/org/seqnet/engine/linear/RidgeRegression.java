package org.seqnet.engine.linear;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * Ridge regression on numbers. Each target is fitted to the rows in which it is known; those that are known in the same
 * rows are fitted together and share a penalty.
 */
public final class RidgeRegression {
    private RidgeRegression() {}

    /**
     * Fits all targets on the calling thread.
     *
     * @param features a row of finite features for each sequence
     * @param targets the values of all rows, target by target, NaN where one is not known; of each target, at least one
     *     is known
     * @param cancellation is run from time to time, and throws to end the work
     * @return the fit, whose penalty is the largest
     * @throws org.seqnet.engine.SeqNetException if both rows and features are too many, or there is not enough memory
     */
    public static LinearFit fit(float[][] features, double[][] targets, Runnable cancellation) {
        var weights = new double[targets.length][];
        var biases = new double[targets.length];
        double penalty = 0;
        var together = new LinkedHashMap<BitSet, List<Integer>>();
        for (int target = 0; target < targets.length; target++) {
            together.computeIfAbsent(known(targets[target]), rows -> new ArrayList<>())
                    .add(target);
        }
        for (var entry : together.entrySet()) {
            int[] rows = entry.getKey().stream().toArray();
            var numbers = entry.getValue();
            var known = numbers.stream()
                    .map(target -> Arrays.stream(rows)
                            .mapToDouble(row -> targets[target][row])
                            .toArray())
                    .toArray(double[][]::new);
            var read = Arrays.stream(rows).mapToObj(row -> features[row]).toArray(float[][]::new);
            var fit = Ridge.fit(read, known, Ridge.Purpose.VALUES, cancellation);
            for (int i = 0; i < numbers.size(); i++) {
                weights[numbers.get(i)] = fit.weights()[i];
                biases[numbers.get(i)] = fit.biases()[i];
            }
            penalty = Math.max(penalty, fit.penalty());
        }
        return LinearFit.of(weights, biases, 1, penalty);
    }

    private static BitSet known(double[] target) {
        var known = new BitSet();
        for (int i = 0; i < target.length; i++) {
            known.set(i, !Double.isNaN(target[i]));
        }
        return known;
    }
}
