package org.seqnet.engine.kernel.rocket;

import java.util.Arrays;
import java.util.function.IntConsumer;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.kernel.product.Workers;
import org.seqnet.engine.network.Rocket;
import org.seqnet.engine.sequence.Sequences;

/**
 * The standardized features of training sequences: each has mean 0 and deviation 1, or is 0 in all rows.
 *
 * @param biases of all features
 * @param means of all features, before they were standardized
 * @param deviations likewise; 1 where it would be 0
 * @param rows a row of features for each sequence
 */
public record FeatureTable(float[] biases, float[] means, float[] deviations, float[][] rows) {
    private static final int SEQUENCES_PER_THREAD = 16;
    /** Less is what rounding makes of equal shares. */
    private static final float LEAST_DEVIATION = 1e-6f;

    /**
     * Draws the biases and computes the features.
     *
     * @param progress is told how many sequences are done, and may throw to end the work
     * @throws SeqNetException if a value is too large to be summed up, or the features of all sequences are the same
     */
    public static FeatureTable of(Rocket rocket, Sequences training, Workers workers, IntConsumer progress) {
        progress.accept(0);
        float[] biases = RocketBiases.of(rocket, training, workers);
        var rows = new float[training.size()][];
        int inputs = training.shape().features();
        int atOnce = SEQUENCES_PER_THREAD * workers.threads();
        for (int first = 0; first < rows.length; first += atOnce) {
            int from = first;
            int count = Math.min(atOnce, rows.length - first);
            workers.run(workers.threads(), thread -> {
                var transform = new RocketFeatures(rocket, inputs);
                var values = new float[Math.toIntExact(training.longestValues())];
                for (int n = from + thread; n < from + count; n += workers.threads()) {
                    training.copyTo(n, values, 0);
                    var features = new float[rocket.features()];
                    rows[n] = transform.of(values, training.timeSteps(n), biases, features) ? features : null;
                }
            });
            requireAll(rows, first, count);
            progress.accept(first + count);
        }
        return standardized(biases, rows);
    }

    private static void requireAll(float[][] rows, int first, int count) {
        for (int n = first; n < first + count; n++) {
            if (rows[n] == null) {
                throw new SeqNetException(("Training sequence %d has values that are too large. Remove or replace them "
                                + "if they represent missing data; otherwise scale the input to [0, 1].")
                        .formatted(n + 1));
            }
        }
    }

    private static FeatureTable standardized(float[] biases, float[][] rows) {
        var sums = new double[biases.length];
        var squares = new double[biases.length];
        for (var row : rows) {
            for (int f = 0; f < sums.length; f++) {
                sums[f] += row[f];
            }
        }
        for (var row : rows) {
            for (int f = 0; f < sums.length; f++) {
                double difference = row[f] - sums[f] / rows.length;
                squares[f] += difference * difference;
            }
        }
        var means = new float[biases.length];
        var deviations = new float[biases.length];
        boolean areEqual = true;
        for (int f = 0; f < means.length; f++) {
            means[f] = (float) (sums[f] / rows.length);
            float deviation = (float) Math.sqrt(squares[f] / rows.length);
            deviations[f] = deviation > LEAST_DEVIATION ? deviation : 1;
            areEqual &= deviation <= LEAST_DEVIATION;
        }
        if (areEqual) {
            throw new SeqNetException(
                    "All training sequences have the same features, such as constant sequences do, so "
                            + "that no class can be told from another. Check the sequence column.");
        }
        var scale = new Standardization(means, deviations);
        Arrays.stream(rows).forEach(scale::apply);
        return new FeatureTable(biases, means, deviations, rows);
    }
}
