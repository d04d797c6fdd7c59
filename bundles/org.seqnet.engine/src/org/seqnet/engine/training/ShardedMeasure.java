package org.seqnet.engine.training;

import java.util.ArrayList;
import java.util.stream.IntStream;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.Head;
import org.seqnet.engine.network.IndependentLabels;
import org.seqnet.engine.sequence.LabelSets;
import org.seqnet.engine.trained.Evaluation;
import org.seqnet.engine.training.Shards.Shared;

/** Measures a network on the validation data of all shards. */
final class ShardedMeasure implements Measure {
    private final Shards shards;
    private final Shared<ShardPlan> plan;
    private final Architecture architecture;
    private final long[] starts;
    private final TrainingListener listener;

    /** @param starts for each shard, how many validation sequences those before it have, and last how many all have */
    ShardedMeasure(
            Shards shards,
            Shared<ShardPlan> plan,
            Architecture architecture,
            long[] starts,
            TrainingListener listener) {
        this.shards = shards;
        this.plan = plan;
        this.architecture = architecture;
        this.starts = starts;
        this.listener = listener;
    }

    @Override
    public Evaluation evaluation(int epoch, float[] parameters) {
        var tally = Tally.NONE;
        var undecided = IntStream.builder();
        try (var shared = shards.share(parameters)) {
            var parts = shards.ask(new MeasuredPart.Question(plan, shared));
            for (int shard = 0; shard < parts.size(); shard++) {
                tally = tally.plus(parts.get(shard).tally());
                for (int n : parts.get(shard).undecided()) {
                    undecided.add((int) Math.min(Integer.MAX_VALUE, starts[shard] + n));
                }
            }
        }
        int[] all = undecided.build().toArray();
        if (all.length > 0) {
            listener.undecided(epoch, all);
        }
        return tally.evaluation();
    }

    @Override
    public Head decided(float[] parameters) {
        return architecture
                .head()
                .fold(
                        classes -> temperature(classes.count(), parameters),
                        independent -> thresholds(independent.labels(), parameters),
                        path -> path,
                        values -> values,
                        steps -> steps);
    }

    private Head temperature(int classes, float[] parameters) {
        long all = starts[starts.length - 1];
        var gathered = gathered(parameters, TemperatureSearch.every(all, classes));
        // those that count have been chosen
        return new TemperatureSearch(new Classes(classes), gathered.probabilities(), LabelSets.of(gathered.labels()))
                .best();
    }

    private Head thresholds(int labels, float[] parameters) {
        long all = starts[starts.length - 1];
        var gathered = gathered(parameters, TemperatureSearch.every(all, labels));
        return new ThresholdSearch(
                        IndependentLabels.of(labels), gathered.probabilities(), LabelSets.of(gathered.labels()))
                .best();
    }

    /** Returns what such a network gives for every so many-th sequence: at most 40 MB. */
    private OutputsPart gathered(float[] parameters, int every) {
        try (var shared = shards.share(parameters)) {
            var parts = shards.ask(new OutputsPart.Question(plan, shared, starts, every));
            var all = new float
                    [parts.stream()
                            .mapToInt(part -> part.probabilities().length)
                            .sum()];
            var labels = new ArrayList<int[]>();
            int to = 0;
            for (var part : parts) {
                System.arraycopy(part.probabilities(), 0, all, to, part.probabilities().length);
                to += part.probabilities().length;
                labels.addAll(part.labels());
            }
            return new OutputsPart(all, labels);
        }
    }
}
