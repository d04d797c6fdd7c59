package org.seqnet.engine.training;

import java.util.Arrays;
import org.seqnet.engine.linear.CrossEntropy;
import org.seqnet.engine.training.Shards.Shared;

/**
 * The cross-entropy of rows on all shards, added up in their order.
 *
 * @param rows how many rows of all shards are meant
 */
record ShardedCrossEntropy(
        Shards shards, Shared<ShardPlan> plan, Shared<RocketTable> table, RocketPart.Which which, long rows)
        implements CrossEntropy {

    @Override
    public double sum(double[] parameters) {
        return sum(parameters, new double[0]);
    }

    @Override
    public double sum(double[] parameters, double[] gradient) {
        double sum = 0;
        Arrays.fill(gradient, 0);
        try (var shared = shards.share(parameters)) {
            for (var part : shards.ask(new RocketQuestion.Cost(plan, table, which, shared, gradient.length > 0))) {
                sum += part.sum();
                for (int i = 0; i < part.gradient().length; i++) {
                    gradient[i] += part.gradient()[i];
                }
            }
        }
        return sum;
    }

    @Override
    public void close() {
        // The shards keep what they may be asked for again.
    }
}
