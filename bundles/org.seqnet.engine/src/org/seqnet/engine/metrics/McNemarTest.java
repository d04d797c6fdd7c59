package org.seqnet.engine.metrics;

/**
 * Compares two classifiers on the same cases. Cases that both get right, or both wrong, do not tell which is better; of
 * the others, each should be right about as often as the other if they are equally good.
 *
 * @param bothRight how many cases both classify correctly
 * @param onlyFirstRight how many only the first does
 * @param onlySecondRight how many only the second does
 * @param bothWrong how many neither does
 * @see <a href="https://doi.org/10.1007/BF02295996">McNemar, 1947</a>
 */
public record McNemarTest(long bothRight, long onlyFirstRight, long onlySecondRight, long bothWrong) {

    /** Counts what two classifiers did with the same cases. */
    public static McNemarTest of(boolean[] first, boolean[] second) {
        if (first.length != second.length) {
            throw new IllegalArgumentException(first.length + " cases against " + second.length + ".");
        }
        long both = 0;
        long onlyFirst = 0;
        long onlySecond = 0;
        for (int i = 0; i < first.length; i++) {
            both += first[i] && second[i] ? 1 : 0;
            onlyFirst += first[i] && !second[i] ? 1 : 0;
            onlySecond += !first[i] && second[i] ? 1 : 0;
        }
        return new McNemarTest(both, onlyFirst, onlySecond, first.length - both - onlyFirst - onlySecond);
    }

    /**
     * Returns how probable counts at least as uneven as these are if both are equally good: the two-sided p-value of
     * the exact binomial test, 1 if the classifiers never differ.
     */
    public double pValue() {
        long cases = onlyFirstRight + onlySecondRight;
        long fewer = Math.min(onlyFirstRight, onlySecondRight);
        // Binomial coefficients relative to the middle one, from there outwards: none overflows or cancels another.
        double weight = 1;
        double half = 0;
        double tail = 0;
        for (long k = cases / 2; k >= 0 && weight > 0; k--) {
            half += weight;
            tail += k <= fewer ? weight : 0;
            weight *= (double) k / (cases - k + 1);
        }
        double all = 2 * half - (cases % 2 == 0 ? 1 : 0);
        return Math.min(1, 2 * tail / all);
    }
}
