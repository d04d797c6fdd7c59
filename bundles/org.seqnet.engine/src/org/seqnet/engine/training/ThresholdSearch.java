package org.seqnet.engine.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.seqnet.engine.network.IndependentLabels;
import org.seqnet.engine.sequence.LabelSets;

/**
 * Chooses for each label the threshold with the best F1 on some sequences, halfway between the probabilities of two of
 * them. Where several are as good, it is the one nearest to {@value IndependentLabels#USUAL_THRESHOLD}; a label that no
 * sequence has keeps that one.
 *
 * <p>Source: Lipton, Elkan and Naryanaswamy, "Optimal Thresholding of Classifiers to Maximize F1 Measure", 2014,
 * arXiv:1402.1892.
 */
final class ThresholdSearch {
    private final float[] probabilities;
    private final LabelSets actual;
    private final int labels;

    /**
     * @param probabilities label probabilities, N x K row-major; rows that are not finite are left out
     * @param actual the labels of the same N sequences
     */
    ThresholdSearch(float[] probabilities, LabelSets actual, int labels) {
        this.probabilities = probabilities;
        this.actual = actual;
        this.labels = labels;
    }

    IndependentLabels best() {
        var thresholds = new ArrayList<Float>();
        for (int label = 0; label < labels; label++) {
            thresholds.add(best(label));
        }
        return new IndependentLabels(List.copyOf(thresholds));
    }

    private float best(int label) {
        int positives = 0;
        int count = 0;
        // sorted by probability; the last bit says whether the sequence has the label
        var sorted = new long[actual.size()];
        for (int n = 0; n < actual.size(); n++) {
            float probability = probabilities[n * labels + label];
            if (Float.isFinite(probability)) {
                boolean has = actual.has(n, label);
                positives += has ? 1 : 0;
                sorted[count++] = (long) Float.floatToIntBits(probability) << 1 | (has ? 1 : 0);
            }
        }
        Arrays.sort(sorted, 0, count);
        return positives == 0 ? IndependentLabels.USUAL_THRESHOLD : best(sorted, count, positives);
    }

    private static float best(long[] sorted, int count, int positives) {
        float best = IndependentLabels.USUAL_THRESHOLD;
        double bestF1 = -1;
        int truePositives = 0;
        for (int i = count - 1; i >= 0; i--) {
            float probability = probability(sorted[i]);
            truePositives += (int) (sorted[i] & 1);
            float below = i == 0 ? 0 : probability(sorted[i - 1]);
            if (below == probability && i > 0) {
                continue;
            }
            double f1 = 2.0 * truePositives / (count - i + positives);
            // any threshold from just above the next lower probability up to this one predicts the same
            float threshold = nearestToUsual(below, probability);
            if (f1 > bestF1 || f1 == bestF1 && distance(threshold) < distance(best)) {
                bestF1 = f1;
                best = threshold;
            }
        }
        return best;
    }

    private static float probability(long packed) {
        return Float.intBitsToFloat((int) (packed >>> 1));
    }

    /** Returns the usual threshold if it lies above one and up to the other probability, else the middle of both. */
    private static float nearestToUsual(float below, float upTo) {
        float usual = IndependentLabels.USUAL_THRESHOLD;
        float middle = below + (upTo - below) / 2;
        return usual > below && usual <= upTo ? usual : middle > below ? middle : upTo;
    }

    private static float distance(float threshold) {
        return Math.abs(threshold - IndependentLabels.USUAL_THRESHOLD);
    }
}
