package org.seqnet.engine.trained;

import java.util.Objects;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.network.ValueErrors;

/**
 * What the mini-batches of an epoch have given so far.
 *
 * @param sequences how many sequences they had
 * @param correct the number, or the sum of the shares, that was classified correctly
 * @param lossSum the sum of the losses of all sequences
 * @param errors how far predicted numbers are off
 * @param nanos how long they took, in nanoseconds
 */
public record EpochSums(long sequences, double correct, double lossSum, ValueErrors errors, long nanos) {
    /** Those of no mini-batches. */
    public static final EpochSums NONE = new EpochSums(0, 0, 0, ValueErrors.NONE, 0);

    /**
     * Checks the numbers.
     *
     * @throws SeqNetException if there are fewer than no sequences, or they took less than no time
     */
    public EpochSums {
        Objects.requireNonNull(errors, "errors");
        if (sequences < 0 || nanos < 0) {
            throw new SeqNetException(
                    "An epoch cannot have had %d sequences in %d nanoseconds.".formatted(sequences, nanos));
        }
    }
}
