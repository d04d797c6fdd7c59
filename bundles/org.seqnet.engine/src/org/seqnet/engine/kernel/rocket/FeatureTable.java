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
 * @param spread of all features, before they were standardized
 * @param rows a row of features for each sequence
 */
public record FeatureTable(float[] biases, FeatureSpread spread, float[][] rows) {
    private static final int SEQUENCES_PER_THREAD = 16;

    /**
     * Draws the biases and computes the features.
     *
     * @param progress is told how many sequences are done, and may throw to end the work
     * @throws SeqNetException if a value is too large to be summed up, or the features of all sequences are the same
     */
    public static FeatureTable of(Rocket rocket, Sequences training, Workers workers, IntConsumer progress) {
        progress.accept(0);
        float[] biases = RocketBiases.of(rocket, training, workers);
        return standardized(biases, rows(rocket, training, biases, workers, progress, 0));
    }

    /**
     * Computes the features of training sequences, not yet standardized.
     *
     * @param progress is told how many sequences are done, and may throw to end the work
     * @param before how many sequences other processes have before these, for messages
     * @throws SeqNetException if a value is too large to be summed up
     */
    public static float[][] rows(
            Rocket rocket, Sequences training, float[] biases, Workers workers, IntConsumer progress, long before) {
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
            requireAll(rows, first, count, before);
            progress.accept(first + count);
        }
        return rows;
    }

    private static void requireAll(float[][] rows, int first, int count, long before) {
        for (int n = first; n < first + count; n++) {
            if (rows[n] == null) {
                throw new SeqNetException(("Training sequence %d has values that are too large. Remove or replace them "
                                + "if they represent missing data; otherwise scale the input to [0, 1].")
                        .formatted(before + n + 1));
            }
        }
    }

    private static FeatureTable standardized(float[] biases, float[][] rows) {
        double[] means = FeatureSpread.sums(rows, biases.length);
        Arrays.setAll(means, f -> means[f] / rows.length);
        var spread = FeatureSpread.of(means, FeatureSpread.squares(rows, means), rows.length);
        Arrays.stream(rows).forEach(spread.standardization()::apply);
        return new FeatureTable(biases, spread, rows);
    }
}
