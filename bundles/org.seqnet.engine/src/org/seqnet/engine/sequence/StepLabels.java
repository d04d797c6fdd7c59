package org.seqnet.engine.sequence;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * The classes of all time steps of N sequences, as indices into a {@link LabelDomain}. A value that never changes.
 */
public final class StepLabels implements Truth {
    /** Stands for the class of a step whose class is not known. */
    public static final int UNKNOWN = -1;

    /** Where the steps of each sequence begin, and last where they end. */
    private final int[] starts;

    private final int[] classes;

    private StepLabels(int[] starts, int[] classes) {
        this.starts = starts;
        this.classes = classes;
    }

    /**
     * Returns these classes.
     *
     * @param sequences the class of each step of each sequence, {@value #UNKNOWN} where it is not known
     */
    public static StepLabels of(List<int[]> sequences) {
        var starts = new int[sequences.size() + 1];
        for (int n = 0; n < sequences.size(); n++) {
            starts[n + 1] = Math.addExact(starts[n], sequences.get(n).length);
        }
        var classes = new int[starts[sequences.size()]];
        for (int n = 0; n < sequences.size(); n++) {
            System.arraycopy(sequences.get(n), 0, classes, starts[n], sequences.get(n).length);
        }
        return new StepLabels(starts, classes);
    }

    @Override
    public int size() {
        return starts.length - 1;
    }

    /** Returns the number of time steps of a sequence. */
    public int timeSteps(int sequence) {
        return starts[sequence + 1] - starts[sequence];
    }

    /** Returns the class of a time step of a sequence, {@value #UNKNOWN} if it is not known. */
    public int get(int sequence, int step) {
        return classes[starts[sequence] + Objects.checkIndex(step, timeSteps(sequence))];
    }

    /** Returns how many time steps of a sequence have a class that is known. */
    public int known(int sequence) {
        int count = 0;
        for (int i = starts[sequence]; i < starts[sequence + 1]; i++) {
            count += classes[i] == UNKNOWN ? 0 : 1;
        }
        return count;
    }

    /** Returns those that occur in each sequence. */
    @Override
    public LabelSets strata() {
        return LabelSets.of(IntStream.range(0, size())
                .mapToObj(n -> Arrays.stream(classes, starts[n], starts[n + 1])
                        .filter(label -> label != UNKNOWN)
                        .distinct()
                        .sorted()
                        .toArray())
                .toList());
    }

    @Override
    public StepLabels select(IntUnaryOperator sequences, int count) {
        var selectedStarts = new int[count + 1];
        for (int n = 0; n < count; n++) {
            selectedStarts[n + 1] = selectedStarts[n] + timeSteps(sequences.applyAsInt(n));
        }
        var selected = new int[selectedStarts[count]];
        for (int n = 0; n < count; n++) {
            int from = starts[sequences.applyAsInt(n)];
            System.arraycopy(classes, from, selected, selectedStarts[n], selectedStarts[n + 1] - selectedStarts[n]);
        }
        return new StepLabels(selectedStarts, selected);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StepLabels that
                && Arrays.equals(starts, that.starts)
                && Arrays.equals(classes, that.classes);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(starts) + Arrays.hashCode(classes);
    }

    @Override
    public String toString() {
        return "the classes of " + classes.length + " time steps of " + size() + " sequences";
    }
}
