package org.seqnet.engine.training;

import java.io.Serializable;

/**
 * How a network does on the validation data of one shard.
 *
 * @param undecided which of them, from 0 on, it has no finite answer for
 */
record MeasuredPart(Tally tally, int[] undecided) implements Serializable {
    /** That of a shard without such data. */
    static final MeasuredPart NONE = new MeasuredPart(Tally.NONE, new int[0]);

    /** Asks a shard to measure. */
    record Question(Shards.Shared<ShardPlan> plan, Shards.Shared<float[]> parameters)
            implements ShardQuestion<MeasuredPart> {
        @Override
        public MeasuredPart of(Shard shard) {
            return shard.learner(plan.value()).measure(parameters.value());
        }
    }
}
