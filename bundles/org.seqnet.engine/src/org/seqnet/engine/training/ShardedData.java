package org.seqnet.engine.training;

import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.training.Shards.Shared;

/** The training data of all shards, each of which decides on the order of its own. */
record ShardedData(Shards shards, Shared<ShardPlan> plan, LabelDomain domain) implements LearnedData {

    /** Asks for the value of a shard's data that is farthest from 0. */
    record LargestQuestion(Shared<ShardPlan> plan) implements ShardQuestion<Float> {
        @Override
        public Float of(Shard shard) {
            return shard.learner(plan.value()).largestValue();
        }
    }

    @Override
    public int[] order(int epoch) {
        return new int[0];
    }

    @Override
    public float largestValue() {
        return shards.ask(new LargestQuestion(plan)).stream()
                .reduce((a, b) -> Math.abs(b) > Math.abs(a) ? b : a)
                .orElseThrow();
    }
}
