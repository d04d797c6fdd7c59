package org.seqnet.engine.kernel;

import org.seqnet.engine.network.ValueErrors;

/**
 * What a network made of a mini-batch; of an ensemble, the means over its members, and their errors together.
 *
 * @param lossSum the loss summed over its sequences: in nats, or of standardized values
 * @param correct about how many sequences it was right: a whole number unless it is a mean, or sequences may be partly
 *     right; of labels per step, the number of sequences times the share of right steps; 0 of values
 * @param errors of values, how far they are off
 */
public record Outcome(double lossSum, double correct, ValueErrors errors) {

    /** Returns what a network made of sequences whose labels it predicts. */
    public Outcome(double lossSum, double correct) {
        this(lossSum, correct, ValueErrors.NONE);
    }
}
