package org.seqnet.engine.training;

import java.io.Serializable;

/**
 * Some mini-batches that each shard learns by itself, from the same state on, until what they have learned is averaged.
 *
 * @param epoch the epoch, counted from 1
 * @param firstBatch the first mini-batch, from 0 on in the epoch
 * @param rates the learning rates of its steps
 * @param state what the network has learned before
 */
record Round(int epoch, int firstBatch, double[] rates, LearnedState state) implements Serializable {

    /** Asks a shard to learn. */
    record Question(Shards.Shared<ShardPlan> plan, Shards.Shared<Round> round) implements ShardQuestion<RoundResult> {
        @Override
        public RoundResult of(Shard shard) {
            return shard.learner(plan.value()).learn(round.value());
        }
    }
}
