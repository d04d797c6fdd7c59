package org.seqnet.engine.explanation;

/**
 * What the probability of a label rests on. The array is the caller's.
 *
 * @param shares the share of each value of the raw sequence in the probability, T x F row-major: positive where it
 *     speaks for the label, negative where it speaks against. A value that was missing has the share of its filling and
 *     its mask
 * @param probability the probability of the label for the sequence
 * @param baselineProbability that for the baseline
 */
public record Explanation(float[] shares, double probability, double baselineProbability) {

    /**
     * Returns the sum of all shares less the difference of the two probabilities. Integrated gradients would leave 0 if
     * their line had infinitely many steps; occlusion makes no such promise.
     */
    public double completenessError() {
        double sum = 0;
        for (float share : shares) {
            sum += share;
        }
        return sum - (probability - baselineProbability);
    }
}
