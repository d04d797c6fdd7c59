package org.seqnet.engine.metrics;

/**
 * Between which shares the true one lies, given the share that was counted: the score interval. Of all test tables
 * drawn from the same source, about 95 of 100 give an interval that holds the true share. Unlike the interval of a
 * normal distribution it never leaves 0 to 1, and it holds for few cases and for shares near 0 and 1 too.
 *
 * @param lower the lower bound, 0 to 1
 * @param upper the upper bound, 0 to 1
 * @see <a href="https://doi.org/10.1080/01621459.1927.10502953">Wilson, 1927</a>
 */
public record ScoreInterval(double lower, double upper) {
    /** The normal distribution has 95 % of its mass within so many standard deviations of its mean. */
    private static final double DEVIATIONS = 1.959963984540054;

    /**
     * Returns the 95 % interval of a share.
     *
     * @param part how many cases counted, at least 0
     * @param whole how many cases there were; without any, the share may be anything
     * @throws IllegalArgumentException if {@code part} is not between 0 and {@code whole}
     */
    public static ScoreInterval of(long part, long whole) {
        if (part < 0 || part > whole) {
            throw new IllegalArgumentException(part + " of " + whole + " is not a valid fraction.");
        }
        if (whole == 0) {
            return new ScoreInterval(0, 1);
        }
        double share = (double) part / whole;
        double pull = DEVIATIONS * DEVIATIONS / whole;
        double middle = share + pull / 2;
        double reach = Math.sqrt(pull * (share * (1 - share) + pull / 4));
        // exact at the ends, where rounding would leave a trace
        return new ScoreInterval(
                part == 0 ? 0 : (middle - reach) / (1 + pull), part == whole ? 1 : (middle + reach) / (1 + pull));
    }
}
