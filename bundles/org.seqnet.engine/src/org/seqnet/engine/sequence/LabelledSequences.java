package org.seqnet.engine.sequence;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.seqnet.engine.SeqNetException;

/**
 * Sequences with what is known of each.
 *
 * @param truth labels or classes, which are indices into {@code domain}, or numbers
 * @param domain the names of the labels or classes; of numbers, those of the targets
 * @param weights how much each sequence counts in training, if the options of a training say so
 */
public record LabelledSequences(Sequences sequences, Truth truth, LabelDomain domain, Weights weights) {

    /**
     * Checks what is known.
     *
     * @throws SeqNetException if it or the weights are not those of as many sequences, a label lies outside the domain,
     *     or a sequence has classes for more or fewer time steps than it has
     */
    public LabelledSequences {
        Objects.requireNonNull(domain);
        if (truth.size() != sequences.size()) {
            throw new SeqNetException(
                    "There are " + sequences.size() + " sequences, but the labels of " + truth.size() + ".");
        }
        if (!weights.fit(sequences.size())) {
            throw new SeqNetException("There are " + sequences.size() + " sequences, but " + weights + ".");
        }
        if (truth instanceof LabelSets labels) {
            int size = domain.size();
            if (labels.stream().anyMatch(label -> label < 0 || label >= size)) {
                throw outside(labels, size);
            }
        } else if (truth instanceof StepLabels steps) {
            require(steps, sequences, domain.size());
        }
    }

    /**
     * Labels sequences that all count the same.
     *
     * @throws SeqNetException as the other constructor does
     */
    public LabelledSequences(Sequences sequences, Truth truth, LabelDomain domain) {
        this(sequences, truth, domain, Weights.EQUAL);
    }

    /**
     * Labels each sequence with its class.
     *
     * @throws SeqNetException as the other constructor does
     */
    public LabelledSequences(Sequences sequences, int[] classes, LabelDomain domain) {
        this(sequences, LabelSets.ofClasses(classes), domain);
    }

    private static void require(StepLabels steps, Sequences sequences, int size) {
        for (int n = 0; n < steps.size(); n++) {
            if (steps.timeSteps(n) != sequences.timeSteps(n)) {
                throw new SeqNetException(String.format(
                        Locale.ROOT,
                        "Sequence %,d has %,d time steps, but labels for %,d.",
                        n + 1,
                        sequences.timeSteps(n),
                        steps.timeSteps(n)));
            }
            for (int t = 0; t < steps.timeSteps(n); t++) {
                int label = steps.get(n, t);
                if (label < StepLabels.UNKNOWN || label >= size) {
                    throw new SeqNetException("Sequence " + (n + 1) + " has label index " + label + "; there are "
                            + size + " labels, counted from 0.");
                }
            }
        }
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

    /**
     * Returns the same labels and weights with the raw sequences as {@link Sequences#in} gives them.
     *
     * @throws SeqNetException as it does
     */
    public LabelledSequences in(Optional<Vocabulary> read) {
        return new LabelledSequences(sequences.in(read), truth, domain, weights);
    }

    /** Returns the same labels and weights with the raw sequences as they are after preprocessing. */
    public LabelledSequences preprocessed(Preprocessing preprocessing) {
        return new LabelledSequences(sequences.preprocessed(preprocessing), truth, domain, weights);
    }

    /**
     * Returns some of these sequences with their labels and weights, without a copy of their values.
     *
     * @param numbers which ones, counted from 0, in the order that they are to have
     */
    public LabelledSequences select(int[] numbers) {
        return new LabelledSequences(
                sequences.select(numbers),
                truth.select(n -> numbers[n], numbers.length),
                domain,
                weights.select(n -> numbers[n], numbers.length));
    }

    /** Returns the labels of each sequence, if these are what is known. */
    public LabelSets labels() {
        return (LabelSets) truth;
    }

    /** Returns the numbers of each sequence, if these are what is known. */
    public TargetValues values() {
        return (TargetValues) truth;
    }

    /** Returns the classes of the time steps of each sequence, if these are what is known. */
    public StepLabels stepLabels() {
        return (StepLabels) truth;
    }

    /** Returns the class of a sequence that has but one label. */
    public int label(int index) {
        return labels().label(index, 0);
    }

    /** Returns the number of sequences. */
    public int size() {
        return truth.size();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LabelledSequences labelled
                && sequences == labelled.sequences
                && domain.equals(labelled.domain)
                && truth.equals(labelled.truth)
                && weights.equals(labelled.weights);
    }

    @Override
    public int hashCode() {
        return Objects.hash(System.identityHashCode(sequences), domain, truth, weights);
    }

    @Override
    public String toString() {
        if (truth instanceof LabelSets labels) {
            return sequences
                    + (labels.areClasses()
                            ? " in " + domain.size() + " classes"
                            : ", any of " + domain.size() + " labels");
        }
        return sequences + " with " + truth;
    }
}
