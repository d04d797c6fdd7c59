package org.seqnet.engine.training;

import java.util.Arrays;
import java.util.Optional;
import org.seqnet.engine.kernel.rocket.LinearScores;
import org.seqnet.engine.linear.LinearFit;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.Head;
import org.seqnet.engine.network.Values;
import org.seqnet.engine.sequence.LabelledSequences;

/**
 * What the linear layer of a {@link org.seqnet.engine.network.Rocket} is fitted to in this process.
 *
 * @param features a row of standardized features for each sequence
 */
record RocketRows(Head head, LabelledSequences sequences, float[][] features) {
    /** The share of the training sequences that chooses the penalty of logistic regression. */
    private static final double CHOOSING_SHARE = 0.2;

    /** Returns the class of each row. */
    int[] classes() {
        var classes = new int[features.length];
        Arrays.setAll(classes, sequences::label);
        return classes;
    }

    /** Returns the standardized targets of all rows, target by target. */
    double[][] targets(Values values) {
        var actual = sequences.values();
        var targets = new double[values.width()][features.length];
        for (int value = 0; value < targets.length; value++) {
            int number = value;
            var standard = values.standard(value);
            Arrays.setAll(targets[value], n -> standard.standardized(actual.get(n, number)));
        }
        return targets;
    }

    /** Returns the rows that choose the penalty of logistic regression, of which there may be none. */
    int[] choosing(long seed) {
        return new ValidationShare(CHOOSING_SHARE, seed)
                .of(sequences, Optional.empty())
                .map(ValidationShare.HeldOut::numbers)
                .orElse(new int[0]);
    }

    /** Returns what the network makes of what it was fitted to. */
    Predictions predictions(LinearFit fit) {
        int count = head.outputs();
        var outputs = new float[Math.multiplyExact(features.length, count)];
        var scores = new LinearScores(fit.weights(), fit.biases());
        for (int n = 0; n < features.length; n++) {
            if (head instanceof Classes) {
                scores.probabilities(features[n], outputs, n * count);
            } else {
                scores.values(features[n], outputs, n * count);
            }
        }
        return predictions(head, outputs, sequences);
    }

    /** Returns what a network's outputs for sequences mean. */
    static Predictions predictions(Head head, float[] outputs, LabelledSequences data) {
        return head.fold(
                classes -> new ClassPredictions(new Classes(classes.count()), outputs, data),
                independent -> refused(),
                path -> refused(),
                values -> new ValuePredictions(values, outputs, data),
                steps -> refused());
    }

    static <T> T refused() {
        throw new IllegalStateException("Rocket has no such head.");
    }
}
