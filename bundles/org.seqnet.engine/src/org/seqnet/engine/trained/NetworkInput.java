package org.seqnet.engine.trained;

import java.util.Objects;
import java.util.Optional;
import org.seqnet.engine.sequence.Preparation;
import org.seqnet.engine.sequence.Preprocessing;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.sequence.Sequences;
import org.seqnet.engine.sequence.Vocabulary;

/**
 * What a network reads, and what it does with it before its first layer.
 *
 * @param shape the shape of raw sequences; of any length if it was trained on several lengths
 * @param preparation what was done to its training sequences before
 * @param vocabulary the symbols whose numbers the first feature has; empty if it has others
 * @param preprocessing what it does itself with raw sequences
 */
public record NetworkInput(
        SequenceShape shape, Preparation preparation, Optional<Vocabulary> vocabulary, Preprocessing preprocessing) {
    /**
     * Checks the parts.
     *
     * @throws org.seqnet.engine.SeqNetException if the preprocessing was learned from sequences of other features
     */
    public NetworkInput {
        Objects.requireNonNull(shape, "shape");
        Objects.requireNonNull(preparation, "preparation");
        Objects.requireNonNull(vocabulary, "vocabulary");
        preprocessing.shape(shape);
    }

    /** Returns what a network reads whose sequences are numbers alone. */
    public NetworkInput(SequenceShape shape, Preparation preparation, Preprocessing preprocessing) {
        this(shape, preparation, Optional.empty(), preprocessing);
    }

    /**
     * Returns what a network reads that takes sequences of this shape as they are, whatever was done to them before.
     */
    public static NetworkInput of(SequenceShape shape) {
        return new NetworkInput(shape, Preparation.UNKNOWN, Preprocessing.NONE);
    }

    /**
     * Returns raw sequences as its first layer gets them.
     *
     * @throws org.seqnet.engine.SeqNetException if they are symbols and it reads numbers, or the reverse
     */
    public Sequences applied(Sequences raw) {
        return raw.in(vocabulary).preprocessed(preprocessing);
    }

    /** Returns the shape of what its first layer gets. */
    public SequenceShape preprocessed() {
        return preprocessing.shape(shape);
    }
}
