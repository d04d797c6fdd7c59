package org.seqnet.engine.sequence;

import java.util.Arrays;
import java.util.Objects;
import org.seqnet.engine.SeqNetException;

/** Sequences with the class of each: {@code label(n)} is an index into {@code domain}. */
public record LabelledSequences(Sequences sequences, int[] labels, LabelDomain domain) {

    /**
     * Copies the labels.
     *
     * @throws SeqNetException if their number is not that of the sequences, or one lies outside the domain
     */
    public LabelledSequences {
        Objects.requireNonNull(domain);
        labels = labels.clone();
        if (labels.length != sequences.size()) {
            throw new SeqNetException(labels.length + " labels for " + sequences.size()
                    + " sequences; each sequence needs exactly one label.");
        }
        for (var n = 0; n < labels.length; n++) {
            if (labels[n] < 0 || labels[n] >= domain.size()) {
                throw new SeqNetException("Sequence " + (n + 1) + " has label index " + labels[n] + "; there are "
                        + domain.size() + " labels, counted from 0.");
            }
        }
    }

    /** Returns a copy of all label indices. */
    @Override
    public int[] labels() {
        return labels.clone();
    }

    /** Returns the label index of one sequence. */
    public int label(int index) {
        return labels[index];
    }

    /** Returns the number of sequences. */
    public int size() {
        return labels.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LabelledSequences labelled
                && sequences == labelled.sequences
                && domain.equals(labelled.domain)
                && Arrays.equals(labels, labelled.labels);
    }

    @Override
    public int hashCode() {
        return Objects.hash(System.identityHashCode(sequences), domain, Arrays.hashCode(labels));
    }

    @Override
    public String toString() {
        return sequences + " in " + domain.size() + " classes";
    }
}
