package org.seqnet.engine.metrics;

/** The standard deviation of numbers that are all there are, not a sample of more. */
public final class Deviation {
    private Deviation() {}

    /** Returns the root of the mean squared distance of at least one number from their mean. */
    public static double of(double... values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        double mean = sum / values.length;
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return Math.sqrt(squares / values.length);
    }
}
