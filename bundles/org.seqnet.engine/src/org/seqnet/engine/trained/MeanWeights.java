package org.seqnet.engine.trained;

import java.util.Arrays;
import org.seqnet.engine.SeqNetException;

/** The running mean of a network's parameters over its last steps: a value, whose array never leaves it. */
public final class MeanWeights {
    private final float[] values;
    private final long steps;

    /**
     * Makes it of its parts; the array is copied.
     *
     * @param values one finite number for each parameter
     * @param steps how many steps it has taken in
     * @throws SeqNetException if a number is not finite, or there are fewer than no steps
     */
    public MeanWeights(float[] values, long steps) {
        this.values = values.clone();
        this.steps = steps;
        for (float value : this.values) {
            if (!Float.isFinite(value)) {
                throw new SeqNetException("A mean weight is " + value + ", not a finite number.");
            }
        }
        if (steps < 0) {
            throw new SeqNetException("The number of steps that the mean weights are of, " + steps + ", is negative.");
        }
    }

    /** Returns a copy of the mean of each parameter. */
    public float[] values() {
        return values.clone();
    }

    /** Returns the number of parameters. */
    public int count() {
        return values.length;
    }

    /** Returns how many steps it has taken in. */
    public long steps() {
        return steps;
    }

    /** Says whether {@code other} is one of as many steps, numbers equal to the bit. */
    @Override
    public boolean equals(Object other) {
        return other instanceof MeanWeights that && steps == that.steps && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(values) + Long.hashCode(steps);
    }

    @Override
    public String toString() {
        return "mean of " + values.length + " weights over " + steps + " steps";
    }
}
