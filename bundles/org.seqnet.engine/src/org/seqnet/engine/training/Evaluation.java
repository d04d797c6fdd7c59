package org.seqnet.engine.training;

import org.seqnet.engine.inference.Classifier;
import org.seqnet.engine.sequence.LabelledSequences;

/**
 * How well a network does on labelled sequences.
 *
 * @param accuracy the share classified correctly, 0 to 1
 * @param loss the mean cross-entropy in nats
 */
public record Evaluation(double accuracy, double loss) {
    // The smallest normal float: a probability that was rounded to 0 costs 87 nats, not infinitely many.
    private static final float SMALLEST = Float.MIN_NORMAL;

    /** Measures class probabilities, N x K row-major, against the labels of the same N sequences. */
    static Evaluation of(float[] probabilities, LabelledSequences data) {
        int classes = data.domain().size();
        long correct = 0;
        double lossSum = 0;
        for (int n = 0; n < data.size(); n++) {
            int actual = data.label(n);
            correct += Classifier.likeliest(probabilities, n, classes) == actual ? 1 : 0;
            lossSum -= Math.log(Math.max(probabilities[n * classes + actual], SMALLEST));
        }
        return new Evaluation((double) correct / data.size(), lossSum / data.size());
    }
}
