package org.seqnet.engine.training;

import org.seqnet.engine.inference.Classifier;
import org.seqnet.engine.sequence.LabelledSequences;

/**
 * How well a network does on labelled sequences. One without finite probabilities is classified wrong, and costs as much
 * as one whose label has the probability 0.
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
            var likeliest = Classifier.likeliest(probabilities, n, classes);
            correct += likeliest.orElse(-1) == actual ? 1 : 0;
            float probability = likeliest.isPresent() ? probabilities[n * classes + actual] : 0;
            lossSum -= Math.log(Math.max(probability, SMALLEST));
        }
        return new Evaluation((double) correct / data.size(), lossSum / data.size());
    }
}
