package org.seqnet.engine.network;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.function.ToDoubleFunction;

/**
 * How far predicted numbers are off, in the targets' own units: sums over the known ones of each target. A target of
 * which none is known does not count.
 */
public record ValueErrors(List<OfTarget> targets) implements Serializable {
    /** Those of no targets. */
    public static final ValueErrors NONE = new ValueErrors(List.of());

    public ValueErrors {
        targets = List.copyOf(targets);
    }

    /**
     * The sums of a target.
     *
     * @param count of known values
     * @param absolute the sum of absolute errors
     * @param squared the sum of squared errors
     * @param mean of known values
     * @param variation the sum of the squares of their distances from the mean
     */
    public record OfTarget(long count, double absolute, double squared, double mean, double variation)
            implements Serializable {

        private static OfTarget of(
                int target, int targets, int count, IntToDoubleFunction actual, IntToDoubleFunction error) {
            long known = 0;
            double absolute = 0;
            double squared = 0;
            double mean = 0;
            double variation = 0; // Welford, 1962: no difference of large sums
            for (int i = target; i < count; i += targets) {
                double value = actual.applyAsDouble(i);
                if (!Double.isNaN(value)) {
                    double off = error.applyAsDouble(i);
                    absolute += Math.abs(off);
                    squared += off * off;
                    known++;
                    double distance = value - mean;
                    mean += distance / known;
                    variation += distance * (value - mean);
                }
            }
            return new OfTarget(known, absolute, squared, mean, variation);
        }

        private OfTarget plus(OfTarget other) {
            if (count == 0 || other.count == 0) {
                return count == 0 ? other : this;
            }
            long all = count + other.count;
            double distance = other.mean - mean;
            // Chan, Golub and LeVeque, 1979
            return new OfTarget(
                    all,
                    absolute + other.absolute,
                    squared + other.squared,
                    mean + distance * other.count / all,
                    variation + other.variation + distance * distance * count / all * other.count);
        }

        private double explained() {
            return variation > 0 ? 1 - squared / variation : squared == 0 ? 1 : 0;
        }
    }

    /**
     * Returns those of some numbers, of which {@code targets} targets take turns.
     *
     * @param count how many numbers there are
     * @param actual each in its own unit, NaN if it is not known
     * @param error the predicted number less the actual one
     */
    public static ValueErrors of(int targets, int count, IntToDoubleFunction actual, IntToDoubleFunction error) {
        var all = new ArrayList<OfTarget>(targets);
        for (int target = 0; target < targets; target++) {
            all.add(OfTarget.of(target, targets, count, actual, error));
        }
        return new ValueErrors(all);
    }

    /** Returns those of both. */
    public ValueErrors plus(ValueErrors other) {
        if (isNone() || other.isNone()) {
            return isNone() ? other : this;
        }
        var sums = new ArrayList<OfTarget>(targets.size());
        for (int target = 0; target < targets.size(); target++) {
            sums.add(targets.get(target).plus(other.targets.get(target)));
        }
        return new ValueErrors(sums);
    }

    /** Says whether there is no target at all, as where labels are predicted. */
    public boolean isNone() {
        return targets.isEmpty();
    }

    /**
     * Returns the coefficient of determination R², 1 at most, the mean over the targets: 1 less the sum of squared
     * errors by that of a prediction of the mean. Of values that do not vary, it is 1 if all are predicted exactly, and
     * otherwise 0; of none, it is 0.
     */
    public double explained() {
        return mean(OfTarget::explained);
    }

    /** Returns the mean absolute error, the mean over the targets; of none, 0. */
    public double meanAbsolute() {
        return mean(target -> target.absolute / target.count);
    }

    /** Returns the root of the mean squared error, whose mean over the targets it is; of none, 0. */
    public double rootMeanSquared() {
        return Math.sqrt(mean(target -> target.squared / target.count));
    }

    private double mean(ToDoubleFunction<OfTarget> figure) {
        return targets.stream()
                .filter(target -> target.count > 0)
                .mapToDouble(figure)
                .average()
                .orElse(0);
    }
}
