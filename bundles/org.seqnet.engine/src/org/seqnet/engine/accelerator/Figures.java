package org.seqnet.engine.accelerator;

import java.util.OptionalInt;
import org.seqnet.engine.network.ValueErrors;

/**
 * What a network made of some mini-batches, each before its step; of an ensemble, the means over its members,
 * and their errors together.
 *
 * @param sequences how many sequences they had
 * @param weights the sum of their weights
 * @param lossSum the loss summed over the sequences, each by its weight, in nats or
 *     of standardized values
 * @param correct how many sequences it was right about: a whole number unless it is a mean; 0 of values
 * @param errors of values, how far they are off
 * @param failed the first mini-batch of the epoch, counted from 1, whose loss was no finite number
 */
public record Figures(
        long sequences, double weights, double lossSum, double correct, ValueErrors errors, OptionalInt failed) {
    /** Those of no mini-batches. */
    public static final Figures NONE = new Figures(0, 0, 0, 0, ValueErrors.NONE, OptionalInt.empty());

    /** Returns those of the mini-batches of both, of which the others came later. */
    public Figures plus(Figures later) {
        return new Figures(
                sequences + later.sequences,
                weights + later.weights,
                lossSum + later.lossSum,
                correct + later.correct,
                errors.plus(later.errors),
                failed.isPresent() ? failed : later.failed);
    }
}
