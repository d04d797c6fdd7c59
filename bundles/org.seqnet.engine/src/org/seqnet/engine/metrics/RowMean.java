package org.seqnet.engine.metrics;

/** The mean of a figure that each row has, or NaN where it has none. */
record RowMean(double[] figures) {
    /** A figure that no row has. */
    static final RowMean UNKNOWN = new RowMean(new double[0]);

    /** Returns the mean in a sample, NaN if no row of it has the figure. */
    double of(RowSample sample) {
        double sum = 0;
        long count = 0;
        for (int row = 0; row < figures.length; row++) {
            if (!Double.isNaN(figures[row])) {
                sum += figures[row] * sample.weights()[row];
                count += sample.weights()[row];
            }
        }
        return sum / count;
    }
}
