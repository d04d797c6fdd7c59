package org.seqnet.engine.training;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.seqnet.engine.network.IndependentLabels;
import org.seqnet.engine.sequence.LabelSets;

/**
 * Chooses for each label the threshold with the best F1 on some sequences, halfway between the probabilities of two of
 * them; sequences without a finite prediction are left out. Where several are as good, it is the one nearest to
 * {@value IndependentLabels#USUAL_THRESHOLD}; a label that no sequence has keeps that one.
 *
 * <p>Source: Lipton, Elkan and Naryanaswamy, "Optimal Thresholding of Classifiers to Maximize F1 Measure", 2014,
 * arXiv:1402.1892.
 */
final class ThresholdSearch {
    private final IndependentLabels labels;
    private final float[] probabilities;
    private final LabelSets actual;
    /** The sequences that the network has a finite prediction for. */
    private final int[] decided;

    ThresholdSearch(IndependentPredictions predictions) {
        this(
                predictions.labels(),
                predictions.probabilities(),
                predictions.data().labels());
    }

    /** @param probabilities N x K row-major */
    ThresholdSearch(IndependentLabels labels, float[] probabilities, LabelSets actual) {
        this.labels = labels;
        this.probabilities = probabilities;
        this.actual = actual;
        this.decided = IntStream.range(0, actual.size())
                .filter(n -> labels.isFinite(probabilities, n))
                .toArray();
    }

    IndependentLabels best() {
        return new IndependentLabels(
                IntStream.range(0, labels.labels()).mapToObj(this::best).toList());
    }

    private float best(int label) {
        int positives = 0;
        // sorted by probability; the last bit says whether the sequence has the label
        var sorted = new long[decided.length];
        for (int i = 0; i < decided.length; i++) {
            int has = actual.has(decided[i], label) ? 1 : 0;
            positives += has;
            sorted[i] = (long) Float.floatToIntBits(probabilities[decided[i] * labels.labels() + label]) << 1 | has;
        }
        Arrays.sort(sorted);
        return positives == 0 ? IndependentLabels.USUAL_THRESHOLD : best(sorted, positives);
    }

    private static float best(long[] sorted, int positives) {
        float best = IndependentLabels.USUAL_THRESHOLD;
        double bestF1 = -1;
        int truePositives = 0;
        for (int i = sorted.length - 1; i >= 0; i--) {
            float probability = probability(sorted[i]);
            truePositives += (int) (sorted[i] & 1);
            float below = i == 0 ? 0 : probability(sorted[i - 1]);
            if (below == probability && i > 0) {
                continue;
            }
            double f1 = 2.0 * truePositives / (sorted.length - i + positives);
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
