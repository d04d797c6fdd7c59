package org.seqnet.engine.training;

import java.util.List;
import java.util.function.Function;

/** The means of what shards have learned, each by the sequences that it learned from. */
final class MeanState {
    private final List<RoundResult> learned;

    /** @param results those of the shards in their order, at least one of which has learned */
    MeanState(List<RoundResult> results) {
        learned = results.stream().filter(result -> result.sequences() > 0).toList();
    }

    /** Returns the mean of some numbers, summed in double precision in the order of the shards. */
    float[] of(Function<LearnedState, float[]> numbers) {
        long all = learned.stream().mapToLong(RoundResult::sequences).sum();
        var sums = new double[numbers.apply(learned.get(0).state()).length];
        for (var result : learned) {
            addTo(sums, numbers.apply(result.state()), result.sequences());
        }
        var means = new float[sums.length];
        for (int i = 0; i < means.length; i++) {
            means[i] = (float) (sums[i] / all);
        }
        return means;
    }

    private static void addTo(double[] sums, float[] values, double sequences) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += sequences * values[i];
        }
    }
}
