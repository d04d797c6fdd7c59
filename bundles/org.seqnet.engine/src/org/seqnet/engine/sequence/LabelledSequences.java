package org.seqnet.engine.sequence;

import java.util.Objects;
import org.seqnet.engine.SeqNetException;

/**
 * Sequences with the labels of each, which are indices into {@code domain}.
 *
 * @param weights how much each sequence counts in training, if the options of a training say so
 */
public record LabelledSequences(Sequences sequences, LabelSets labels, LabelDomain domain, Weights weights) {

    /**
     * Checks the labels.
     *
     * @throws SeqNetException if labels or weights are not those of as many sequences, or a label lies outside the
     *     domain
     */
    public LabelledSequences {
        Objects.requireNonNull(domain);
        if (labels.size() != sequences.size()) {
            throw new SeqNetException(
                    "There are " + sequences.size() + " sequences, but the labels of " + labels.size() + ".");
        }
        if (!weights.fit(sequences.size())) {
            throw new SeqNetException("There are " + sequences.size() + " sequences, but " + weights + ".");
        }
        int size = domain.size();
        if (labels.stream().anyMatch(label -> label < 0 || label >= size)) {
            throw outside(labels, size);
        }
    }

    /**
     * Labels sequences that all count the same.
     *
     * @throws SeqNetException as the other constructor does
     */
    public LabelledSequences(Sequences sequences, LabelSets labels, LabelDomain domain) {
        this(sequences, labels, domain, Weights.EQUAL);
    }

    /**
     * Labels each sequence with its class.
     *
     * @throws SeqNetException as the other constructor does
     */
    public LabelledSequences(Sequences sequences, int[] classes, LabelDomain domain) {
        this(sequences, LabelSets.ofClasses(classes), domain);
    }

    private static SeqNetException outside(LabelSets labels, int size) {
        for (int n = 0; n < labels.size(); n++) {
            for (int label : labels.labels(n)) {
                if (label < 0 || label >= size) {
                    return new SeqNetException("Sequence " + (n + 1) + " has label index " + label + "; there are "
                            + size + " labels, counted from 0.");
                }
            }
        }
        throw new IllegalArgumentException("All labels are among the " + size + ".");
    }

    /** Returns the same labels and weights with the raw sequences as they are after preprocessing. */
    public LabelledSequences preprocessed(Preprocessing preprocessing) {
        return new LabelledSequences(sequences.preprocessed(preprocessing), labels, domain, weights);
    }

    /**
     * Returns some of these sequences with their labels and weights, without a copy of their values.
     *
     * @param numbers which ones, counted from 0, in the order that they are to have
     */
    public LabelledSequences select(int[] numbers) {
        return new LabelledSequences(
                sequences.select(numbers),
                labels.select(n -> numbers[n], numbers.length),
                domain,
                weights.select(n -> numbers[n], numbers.length));
    }

    /** Returns the class of a sequence that has but one label. */
    public int label(int index) {
        return labels.label(index, 0);
    }

    /** Returns the number of sequences. */
    public int size() {
        return labels.size();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LabelledSequences labelled
                && sequences == labelled.sequences
                && domain.equals(labelled.domain)
                && labels.equals(labelled.labels)
                && weights.equals(labelled.weights);
    }

    @Override
    public int hashCode() {
        return Objects.hash(System.identityHashCode(sequences), domain, labels, weights);
    }

    @Override
    public String toString() {
        return sequences
                + (labels.areClasses() ? " in " + domain.size() + " classes" : ", any of " + domain.size() + " labels");
    }
}
