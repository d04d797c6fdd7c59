package org.seqnet.engine.sequence;

import java.io.Serializable;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.tensor.Tensor;

/**
 * How a list of values is cut into the time steps of a sequence. A value that is missing is NaN.
 *
 * @param features how many values make a step
 * @param order in which order the values stand
 * @param endsAtMissing whether steps at the end of which all values are missing are no part of the sequence
 */
public record ValueSteps(int features, Order order, boolean endsAtMissing) implements Serializable {
    /** In which order the values of several features stand. */
    public enum Order {
        /** All features of the first step, then all of the second: a1 b1 a2 b2 a3 b3. */
        STEP_BY_STEP,
        /** All steps of the first feature, then all of the second: a1 a2 a3 b1 b2 b3. */
        FEATURE_BY_FEATURE
    }

    /**
     * Checks the features.
     *
     * @throws SeqNetException if there is none
     */
    public ValueSteps {
        if (features < 1) {
            throw new SeqNetException("A time step needs at least one feature, not " + features + ".");
        }
    }

    /**
     * Returns the place of the first value that is missing within the sequence, which then cannot be made. A last step
     * of which some values are missing and others not is within. If no step is left, it is the first one's.
     */
    public OptionalInt gap(double[] values) {
        int steps = Math.max(1, steps(values));
        return IntStream.range(0, values.length)
                .filter(place -> Double.isNaN(values[place]) && step(place, values.length) < steps)
                .findFirst();
    }

    /** Returns whether no step is left. */
    public boolean isEmpty(double[] values) {
        return steps(values) == 0;
    }

    /** Returns whether a value belongs to the last step of the sequence. */
    public boolean isInLastStep(int place, double[] values) {
        return step(place, values.length) == steps(values) - 1;
    }

    /**
     * Returns the sequence, time steps x features, of doubles; a value that is missing within it stays NaN.
     *
     * @param values at least one, of which at least one step is left
     * @throws SeqNetException if they cannot be cut into steps
     */
    public Tensor cut(double[] values) {
        int steps = steps(values);
        boolean isWhole = values.length % features == 0
                || order == Order.STEP_BY_STEP && (long) steps * features <= values.length;
        if (!isWhole) {
            throw new SeqNetException(
                    "The list has " + values.length + " numbers, which cannot be divided into time steps of " + features
                            + ". Use a number of values per time step that divides it.");
        }
        var sequence = new double[steps * features];
        for (int place = 0; place < values.length; place++) {
            int step = step(place, values.length);
            if (step < steps) {
                sequence[step * features + feature(place, values.length)] = values[place];
            }
        }
        return Tensor.ofDoubles(Shape.of(steps, features), sequence);
    }

    private int steps(double[] values) {
        if (!endsAtMissing) {
            return steps(values.length);
        }
        int last = IntStream.range(0, values.length)
                .filter(place -> !Double.isNaN(values[place]))
                .map(place -> step(place, values.length))
                .max()
                .orElse(-1);
        return last + 1;
    }

    private int steps(int length) {
        return (int) ((length + features - 1L) / features);
    }

    private int step(int place, int length) {
        return order == Order.STEP_BY_STEP ? place / features : place % steps(length);
    }

    private int feature(int place, int length) {
        return order == Order.STEP_BY_STEP ? place % features : place / steps(length);
    }
}
