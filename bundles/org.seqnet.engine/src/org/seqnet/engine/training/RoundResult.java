package org.seqnet.engine.training;

import java.io.Serializable;
import java.util.List;
import java.util.OptionalInt;
import org.seqnet.engine.accelerator.Figures;
import org.seqnet.engine.network.ValueErrors;

/**
 * What a shard has learned in a round.
 *
 * @param state what it has learned; null if it had no mini-batch left
 * @param steps what each of its mini-batches gave
 */
record RoundResult(LearnedState state, List<Step> steps) implements Serializable {
    /** That of a shard whose epoch is over. */
    static final RoundResult NONE = new RoundResult(null, List.of());

    /**
     * What a mini-batch gave, as {@link Figures} have it.
     *
     * @param failed its number, from 1 on, if its loss was no finite number, otherwise 0
     */
    record Step(long sequences, double weights, double lossSum, double correct, ValueErrors errors, int failed)
            implements Serializable {
        static Step of(Figures figures) {
            return new Step(
                    figures.sequences(),
                    figures.weights(),
                    figures.lossSum(),
                    figures.correct(),
                    figures.errors(),
                    figures.failed().orElse(0));
        }

        Figures figures() {
            var none = OptionalInt.empty();
            return new Figures(
                    sequences, weights, lossSum, correct, errors, failed == 0 ? none : OptionalInt.of(failed));
        }
    }

    /** Returns from how many sequences it has learned. */
    long sequences() {
        return steps.stream().mapToLong(Step::sequences).sum();
    }
}
