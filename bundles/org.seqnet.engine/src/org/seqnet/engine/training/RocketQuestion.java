package org.seqnet.engine.training;

import java.io.Serializable;
import java.util.Arrays;
import org.seqnet.engine.linear.LinearFit;
import org.seqnet.engine.network.Values;
import org.seqnet.engine.sequence.Weights;
import org.seqnet.engine.training.Shards.Shared;

/**
 * What a shard is asked to fit a {@link org.seqnet.engine.network.Rocket}.
 *
 * @param <A> the answer
 */
sealed interface RocketQuestion<A extends Serializable> extends ShardQuestion<A> {
    Shared<ShardPlan> plan();

    /** Returns the answer of a shard's part. */
    A of(RocketPart part, int shard);

    @Override
    default A of(Shard shard) {
        return of(shard.learner(plan().value()).rocket(), shard.number());
    }

    /**
     * Asks for the biases that follow from sequences of the shard.
     *
     * @param examples numbers of sequences of all shards
     * @param starts how many sequences are before those of each shard
     */
    record Biases(Shared<ShardPlan> plan, int[] examples, long[] starts) implements RocketQuestion<float[]> {
        @Override
        public float[] of(RocketPart part, int shard) {
            return part.biases(Arrays.stream(examples)
                    .map(n -> n >= starts[shard] && n < starts[shard + 1] ? (int) (n - starts[shard]) : -1)
                    .toArray());
        }
    }

    /** Asks for the sum of each feature. */
    record Sums(Shared<ShardPlan> plan, Shared<RocketTable.Draw> draw) implements RocketQuestion<double[]> {
        @Override
        public double[] of(RocketPart part, int shard) {
            return part.sums(draw.value(), shard);
        }
    }

    /** Asks for the squared distances of each feature from its mean. */
    record Squares(Shared<ShardPlan> plan, Shared<RocketTable.Draw> draw, Shared<double[]> means)
            implements RocketQuestion<double[]> {
        @Override
        public double[] of(RocketPart part, int shard) {
            return part.squares(draw.value(), shard, means.value());
        }
    }

    /** Asks how many sequences choose the penalty of logistic regression. */
    record Choosing(Shared<ShardPlan> plan) implements RocketQuestion<Integer> {
        @Override
        public Integer of(RocketPart part, int shard) {
            return part.choosing();
        }
    }

    /** Asks what some sequences cost by parameters of softmax. */
    record Cost(
            Shared<ShardPlan> plan,
            Shared<RocketTable> table,
            RocketPart.Which which,
            Shared<double[]> parameters,
            boolean differentiates)
            implements RocketQuestion<RocketPart.Loss> {
        @Override
        public RocketPart.Loss of(RocketPart part, int shard) {
            return part.loss(table.value(), shard, which, parameters.value(), differentiates);
        }
    }

    /** Asks for all standardized features, with classes or targets. */
    record Gather(Shared<ShardPlan> plan, Shared<RocketTable> table) implements RocketQuestion<Gathered> {
        @Override
        public Gathered of(RocketPart part, int shard) {
            var rows = part.rows(table.value(), shard);
            return rows.head() instanceof Values values
                    ? new Gathered(rows.features(), new int[0], rows.targets(values))
                    : new Gathered(rows.features(), rows.classes(), new double[0][]);
        }
    }

    /** Features of a shard. */
    record Gathered(float[][] features, int[] classes, double[][] targets) implements Serializable {}

    /** Asks how a network does on what it was fitted to. */
    record Check(Shared<ShardPlan> plan, Shared<RocketTable> table, Shared<LinearFit> fit)
            implements RocketQuestion<Tally> {
        @Override
        public Tally of(RocketPart part, int shard) {
            var rows = part.rows(table.value(), shard);
            return rows.features().length == 0
                    ? Tally.NONE
                    : rows.predictions(fit.value()).tally(Weights.EQUAL);
        }
    }
}
