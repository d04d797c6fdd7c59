package org.seqnet.engine.sequence;

import java.util.Optional;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.tensor.Tensor;

/**
 * The size of sequences: time steps by features at each step. A 28 x 28 image read row by row is 28 by 28. Of sequences
 * that differ in length only the features are known: {@link #ofAnyLength}.
 */
public record SequenceShape(int timeSteps, int features) {
    private static final int ANY = -1;

    /**
     * Checks the size.
     *
     * @throws SeqNetException if there is no time step or no feature, or one sequence has too many values
     */
    public SequenceShape {
        if (timeSteps < 1 && timeSteps != ANY || features < 1) {
            throw new SeqNetException(
                    "A sequence has at least one time step and one feature, not " + timeSteps + " x " + features + ".");
        }
        if ((long) timeSteps * features > Tensor.MAX_ELEMENTS) {
            throw new SeqNetException("A sequence of " + words(Integer.toString(timeSteps), features)
                    + " is too long; the maximum is 2^31 - 9 values per sequence.");
        }
    }

    /** Returns the shape of sequences of one time step or more, each of its own length. */
    public static SequenceShape ofAnyLength(int features) {
        return new SequenceShape(ANY, features);
    }

    /** Returns the sequence shape of a tensor of two axes, time steps by features; empty for any other. */
    public static Optional<SequenceShape> of(Shape shape) {
        return shape.rank() == 2 ? Optional.of(new SequenceShape(shape.size(0), shape.size(1))) : Optional.empty();
    }

    /** Says whether sequences of this shape may differ in their number of time steps. */
    public boolean isAnyLength() {
        return timeSteps == ANY;
    }

    /**
     * Returns the number of time steps.
     *
     * @throws IllegalStateException if it may be any
     */
    @Override
    public int timeSteps() {
        if (isAnyLength()) {
            throw new IllegalStateException("There is no fixed number of time steps: " + this + ".");
        }
        return timeSteps;
    }

    /** Says whether every sequence of {@code other} is one of this shape. */
    public boolean accepts(SequenceShape other) {
        return features == other.features && (isAnyLength() || timeSteps == other.timeSteps);
    }

    /**
     * Returns the number of values in one sequence.
     *
     * @throws IllegalStateException if they may be of any length
     */
    public int values() {
        return timeSteps() * features;
    }

    /**
     * Returns the shape of the tensor that holds one such sequence.
     *
     * @throws IllegalStateException if they may be of any length
     */
    public Shape toShape() {
        return Shape.of(timeSteps(), features);
    }

    /** Returns the size in words: {@code 28 time steps x 28 features}, {@code 1 or more time steps x 3 features}. */
    @Override
    public String toString() {
        return words(isAnyLength() ? "1 or more" : Integer.toString(timeSteps), features);
    }

    /** Returns the size in words, where {@code timeSteps} is a number or several. */
    static String words(String timeSteps, int features) {
        return timeSteps
                + (timeSteps.equals("1") ? " time step x " : " time steps x ")
                + features
                + (features == 1 ? " feature" : " features");
    }
}
