package org.seqnet.engine.sequence;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.seqnet.engine.SeqNetException;

/**
 * The labels of N sequences: for each, some labels, as indices into a {@link LabelDomain}, ascending, none twice. A
 * value that never changes.
 */
public final class LabelSets implements Truth {
    /** Where the labels of each sequence begin, and last where they end. */
    private final int[] starts;

    private final int[] labels;

    private LabelSets(int[] starts, int[] labels) {
        this.starts = starts;
        this.labels = labels;
    }

    /** Returns sets of one label each, the class of each sequence. */
    public static LabelSets ofClasses(int[] classes) {
        return new LabelSets(IntStream.rangeClosed(0, classes.length).toArray(), classes.clone());
    }

    /**
     * Returns these sets, which may be empty.
     *
     * @param sets the labels of each sequence, in any order
     * @throws SeqNetException if a sequence has a label twice
     */
    public static LabelSets of(List<int[]> sets) {
        var starts = new int[sets.size() + 1];
        for (int n = 0; n < sets.size(); n++) {
            starts[n + 1] = Math.addExact(starts[n], sets.get(n).length);
        }
        var labels = new int[starts[sets.size()]];
        for (int n = 0; n < sets.size(); n++) {
            var sorted = sets.get(n).clone();
            Arrays.sort(sorted);
            for (int i = 1; i < sorted.length; i++) {
                if (sorted[i] == sorted[i - 1]) {
                    throw new SeqNetException("Sequence " + (n + 1) + " has the label index " + sorted[i] + " twice.");
                }
            }
            System.arraycopy(sorted, 0, labels, starts[n], sorted.length);
        }
        return new LabelSets(starts, labels);
    }

    @Override
    public int size() {
        return starts.length - 1;
    }

    /** Returns how many labels a sequence has. */
    public int count(int sequence) {
        return starts[sequence + 1] - starts[sequence];
    }

    /** Returns one of the labels of a sequence, counted from 0 in ascending order. */
    public int label(int sequence, int index) {
        return labels[starts[sequence] + Objects.checkIndex(index, count(sequence))];
    }

    /** Returns a copy of the labels of a sequence. */
    public int[] labels(int sequence) {
        return Arrays.copyOfRange(labels, starts[sequence], starts[sequence + 1]);
    }

    /** Says whether a sequence has a label. */
    public boolean has(int sequence, int label) {
        return Arrays.binarySearch(labels, starts[sequence], starts[sequence + 1], label) >= 0;
    }

    /** Says whether each sequence has exactly one label, its class. */
    public boolean areClasses() {
        return labels.length == size() && IntStream.range(0, size()).allMatch(n -> count(n) == 1);
    }

    /** Returns how many sequences have each of the labels 0 to {@code count - 1}. */
    public int[] frequencies(int count) {
        var frequencies = new int[count];
        for (int label : labels) {
            frequencies[label]++;
        }
        return frequencies;
    }

    @Override
    public LabelSets strata() {
        return this;
    }

    @Override
    public LabelSets select(IntUnaryOperator sequences, int count) {
        var selectedStarts = new int[count + 1];
        for (int n = 0; n < count; n++) {
            selectedStarts[n + 1] = selectedStarts[n] + count(sequences.applyAsInt(n));
        }
        var selected = new int[selectedStarts[count]];
        for (int n = 0; n < count; n++) {
            int from = starts[sequences.applyAsInt(n)];
            System.arraycopy(labels, from, selected, selectedStarts[n], selectedStarts[n + 1] - selectedStarts[n]);
        }
        return new LabelSets(selectedStarts, selected);
    }

    /** Returns all labels, those of one sequence after those of another. */
    IntStream stream() {
        return Arrays.stream(labels);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LabelSets sets
                && Arrays.equals(starts, sets.starts)
                && Arrays.equals(labels, sets.labels);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(starts) + Arrays.hashCode(labels);
    }

    @Override
    public String toString() {
        return labels.length + " labels of " + size() + " sequences";
    }
}
