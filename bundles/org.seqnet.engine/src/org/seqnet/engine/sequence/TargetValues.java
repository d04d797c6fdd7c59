package org.seqnet.engine.sequence;

import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.seqnet.engine.SeqNetException;

/**
 * The numbers that a network learns to predict for N sequences: {@code width} for each, NaN where one is not known. Of
 * a forecast, these are those of the first step ahead, one for each target, then those of the next.
 *
 * <p>Numbers may be relative to their sequence, which then has an offset and a factor for each target: in its own unit,
 * a number is {@code offset + factor x number}.
 */
public final class TargetValues implements Truth {
    private final int width;
    private final double[] values;
    private final int targets;
    /** Offset and factor of each target of each sequence, in pairs; empty if all are 0 and 1. */
    private final double[] units;

    private TargetValues(int width, double[] values, int targets, double[] units) {
        this.width = width;
        this.values = values;
        this.targets = targets;
        this.units = units;
    }

    /**
     * Returns these numbers, each in its own unit.
     *
     * @param values N x width row-major; copied
     * @throws SeqNetException if one is infinite
     */
    public static TargetValues of(int width, double[] values) {
        if (width < 1 || values.length % width != 0) {
            throw new IllegalArgumentException(values.length + " values are no rows of " + width + ".");
        }
        for (int i = 0; i < values.length; i++) {
            if (Double.isInfinite(values[i])) {
                throw new SeqNetException(String.format(
                        Locale.ROOT,
                        "Sequence %,d has the target value %s, which is not a finite number.",
                        i / width + 1,
                        values[i]));
            }
        }
        return new TargetValues(width, values.clone(), 1, new double[0]);
    }

    /**
     * Returns numbers that are relative to their sequences.
     *
     * @param values N x width row-major; the caller's no more
     * @param targets how many numbers have units of their own, of which {@code width} is a multiple
     * @param units N x targets x 2: the offset and the factor of each; the caller's no more
     */
    public static TargetValues relative(int width, double[] values, int targets, double[] units) {
        if (width % targets != 0 || (long) values.length / width * targets * 2 != units.length) {
            throw new IllegalArgumentException(units.length + " offsets and factors for " + targets + " targets.");
        }
        return new TargetValues(width, values, targets, units);
    }

    @Override
    public int size() {
        return values.length / width;
    }

    /** Returns how many numbers each sequence has. */
    public int width() {
        return width;
    }

    /** Returns a number of a sequence as it is learned; NaN if it is not known. */
    public double get(int sequence, int index) {
        return values[sequence * width + Objects.checkIndex(index, width)];
    }

    /** Returns what a number of a sequence is in its own unit. */
    public double inOwnUnit(double number, int sequence, int index) {
        if (units.length == 0) {
            return number;
        }
        int unit = 2 * (sequence * targets + index % targets);
        return units[unit] + units[unit + 1] * number;
    }

    /** Returns the factor by which a difference between two numbers of a sequence is larger in its own unit. */
    public double factor(int sequence, int index) {
        return units.length == 0 ? 1 : units[2 * (sequence * targets + index % targets) + 1];
    }

    /** Says whether no number of a sequence is known. */
    public boolean isUnknown(int sequence) {
        for (int i = 0; i < width; i++) {
            if (!Double.isNaN(get(sequence, i))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public LabelSets strata() {
        return LabelSets.of(IntStream.range(0, size())
                .mapToObj(n -> isUnknown(n) ? new int[0] : new int[1])
                .toList());
    }

    @Override
    public TargetValues select(IntUnaryOperator sequences, int count) {
        var selected = new double[Math.multiplyExact(count, width)];
        int perSequence = units.length == 0 ? 0 : 2 * targets;
        var selectedUnits = new double[count * perSequence];
        for (int n = 0; n < count; n++) {
            int from = sequences.applyAsInt(n);
            System.arraycopy(values, from * width, selected, n * width, width);
            System.arraycopy(units, from * perSequence, selectedUnits, n * perSequence, perSequence);
        }
        return new TargetValues(width, selected, targets, selectedUnits);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TargetValues that
                && width == that.width
                && targets == that.targets
                && Arrays.equals(values, that.values)
                && Arrays.equals(units, that.units);
    }

    @Override
    public int hashCode() {
        return Objects.hash(width, targets, Arrays.hashCode(values), Arrays.hashCode(units));
    }

    @Override
    public String toString() {
        return width + " values of each of " + size() + " sequences";
    }
}
