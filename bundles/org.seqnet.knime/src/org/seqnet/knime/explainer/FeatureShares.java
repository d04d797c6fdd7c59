package org.seqnet.knime.explainer;

import org.seqnet.engine.explanation.Explanation;

/** How large the shares of each feature are: their absolute values summed over a row's time steps, the mean of rows. */
final class FeatureShares {
    private final double[] sums;
    private int rows;

    FeatureShares(int features) {
        sums = new double[features];
    }

    void add(Explanation explanation) {
        var shares = explanation.shares();
        for (int i = 0; i < shares.length; i++) {
            sums[i % sums.length] += Math.abs(shares[i]);
        }
        rows++;
    }

    int features() {
        return sums.length;
    }

    /** Returns the mean of a feature; NaN if no row was explained. */
    double mean(int feature) {
        return sums[feature] / rows;
    }
}
