package org.seqnet.engine.metrics;

import java.util.Arrays;

/**
 * The mean of a few measurements, with the interval that holds the true mean in 95 of 100 repetitions of all of them if
 * they vary normally: Student's t.
 *
 * @param lower the lower bound
 * @param upper the upper bound
 * @see <a href="https://doi.org/10.1093/biomet/6.1.1">Student, 1908</a>
 */
public record MeanInterval(double mean, double lower, double upper) {
    /** By degrees of freedom from 1 on, how many standard errors the bounds lie from the mean. */
    private static final double[] STUDENT = {
        12.706204736, 4.302652730, 3.182446305, 2.776445105, 2.570581836, 2.446911851, 2.364624252, 2.306004135,
        2.262157163, 2.228138852, 2.200985160, 2.178812830, 2.160368656, 2.144786688, 2.131449546, 2.119905299,
        2.109815578, 2.100922040, 2.093024054, 2.085963447, 2.079613845, 2.073873068, 2.068657610, 2.063898562,
        2.059538553, 2.055529439, 2.051830516, 2.048407142, 2.045229642, 2.042272456
    };

    private static final double NORMAL = 1.959963984540054;

    /**
     * Returns the interval of at least two measurements.
     *
     * @throws IllegalArgumentException if there are fewer
     */
    public static MeanInterval of(double... measured) {
        int count = measured.length;
        if (count < 2) {
            throw new IllegalArgumentException("An interval takes at least 2 measurements, not " + count + ".");
        }
        double mean = Arrays.stream(measured).sum() / count;
        double squares = Arrays.stream(measured)
                .map(value -> (value - mean) * (value - mean))
                .sum();
        double reach = student(count - 1) * Math.sqrt(squares / (count - 1) / count);
        return new MeanInterval(mean, mean - reach, mean + reach);
    }

    private static double student(int freedom) {
        // Behind the table, the first terms of Fisher's expansion, which are exact to 5 digits there.
        double z = NORMAL;
        return freedom <= STUDENT.length
                ? STUDENT[freedom - 1]
                : z
                        + (Math.pow(z, 3) + z) / (4 * freedom)
                        + (5 * Math.pow(z, 5) + 16 * Math.pow(z, 3) + 3 * z) / (96.0 * freedom * freedom);
    }
}
