package org.seqnet.engine.training;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.seqnet.engine.sequence.LabelSets;

/**
 * What a network gives for some validation sequences of a shard.
 *
 * @param probabilities sequences x labels, row-major
 * @param labels the labels that each has
 */
record OutputsPart(float[] probabilities, List<int[]> labels) implements Serializable {
    /** That of a shard without such data. */
    static final OutputsPart NONE = new OutputsPart(new float[0], List.of());

    /**
     * Asks a shard.
     *
     * @param starts for each shard, how many validation sequences those before it have
     * @param every of how many sequences one is asked for, counted over all shards
     */
    record Question(Shards.Shared<ShardPlan> plan, Shards.Shared<float[]> parameters, long[] starts, int every)
            implements ShardQuestion<OutputsPart> {
        @Override
        public OutputsPart of(Shard shard) {
            return shard.learner(plan.value()).outputs(parameters.value(), starts[shard.number()], every);
        }
    }

    static OutputsPart of(float[] outputs, LabelSets labels, long first, int every) {
        int count = outputs.length / labels.size();
        int skipped = (int) ((every - first % every) % every);
        var chosen = new float[outputs.length];
        var chosenLabels = new ArrayList<int[]>();
        int to = 0;
        for (int n = skipped; n < labels.size(); n += every, to += count) {
            System.arraycopy(outputs, n * count, chosen, to, count);
            chosenLabels.add(labels.labels(n));
        }
        return new OutputsPart(Arrays.copyOf(chosen, to), chosenLabels);
    }
}
