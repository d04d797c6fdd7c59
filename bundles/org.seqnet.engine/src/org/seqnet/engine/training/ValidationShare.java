package org.seqnet.engine.training;

import java.util.Optional;
import java.util.stream.IntStream;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.sequence.LabelledSequences;

/**
 * Holds a share of the training sequences out of training, to validate on. Each label, and the sequences without one,
 * is split in the same proportion, as far as its number of sequences allows; sequences of one group, such as those of
 * one person, stay on one side. Every label that occurs still occurs in training.
 *
 * <p>Equal sequences, groups and seeds are split alike on every machine.
 *
 * @param share the share to hold out, above 0 and at most one half
 * @param seed which of the fitting sequences are held out
 */
public record ValidationShare(double share, long seed) {
    /** Of fewer sequences, none is held out. */
    public static final int LEAST_SEQUENCES = 10;

    /** The greatest share. */
    public static final double MOST = 0.5;

    /**
     * Checks the share.
     *
     * @throws SeqNetException if it is out of range
     */
    public ValidationShare {
        if (!(share > 0 && share <= MOST)) {
            throw new SeqNetException(
                    "Validation share: " + share + " is not greater than 0 and at most " + MOST + ".");
        }
    }

    /**
     * Splits sequences without copying any.
     *
     * @param groups the group of each sequence; empty if each is one of its own
     * @return empty if there are fewer than {@value #LEAST_SEQUENCES}, or none can be spared: each label is in one
     *     group alone
     */
    public Optional<HeldOut> of(LabelledSequences sequences, Optional<int[]> groups) {
        if (sequences.size() < LEAST_SEQUENCES) {
            return Optional.empty();
        }
        var heldOut = new StratifiedSplit(sequences, groups.orElseGet(() -> numbers(sequences.size())), this).heldOut();
        if (heldOut.isEmpty()) {
            return Optional.empty();
        }
        int[] validation = heldOut.stream().toArray();
        int[] training = IntStream.range(0, sequences.size())
                .filter(n -> !heldOut.get(n))
                .toArray();
        return Optional.of(new HeldOut(sequences.select(training), sequences.select(validation), validation));
    }

    static int[] numbers(int count) {
        return IntStream.range(0, count).toArray();
    }

    /**
     * Sequences in two parts.
     *
     * @param training those to learn from, in their order
     * @param validation the others, in their order
     * @param numbers which of all sequences the others are, counted from 0
     */
    public record HeldOut(LabelledSequences training, LabelledSequences validation, int[] numbers) {}
}
