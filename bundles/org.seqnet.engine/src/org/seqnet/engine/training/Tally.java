package org.seqnet.engine.training;

import java.io.Serializable;
import org.seqnet.engine.network.ValueErrors;
import org.seqnet.engine.trained.Evaluation;

/**
 * Sums over predictions that were measured. Those of parts add up to those of the whole.
 *
 * @param right how many answers are right
 * @param answers how many answers there are
 * @param lossSum the sum of the losses of the sequences, each by its weight
 * @param losses how many sequences have a loss
 * @param errors of values, how far they are off
 */
record Tally(long right, long answers, double lossSum, long losses, ValueErrors errors) implements Serializable {
    /** Those of no predictions. */
    static final Tally NONE = new Tally(0, 0, 0, 0, ValueErrors.NONE);

    Tally plus(Tally others) {
        return new Tally(
                right + others.right,
                answers + others.answers,
                lossSum + others.lossSum,
                losses + others.losses,
                errors.plus(others.errors));
    }

    Evaluation evaluation() {
        double loss = lossSum / losses;
        return errors.isNone() ? new Evaluation((double) right / answers, loss) : Evaluation.of(loss, errors);
    }
}
