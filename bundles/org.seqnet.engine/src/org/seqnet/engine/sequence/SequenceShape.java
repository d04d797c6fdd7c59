package org.seqnet.engine.sequence;

import java.util.Optional;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.tensor.Tensor;

/** The size of one sequence: time steps by features at each step. A 28 x 28 image read row by row is 28 by 28. */
public record SequenceShape(int timeSteps, int features) {

    public SequenceShape {
        if (timeSteps < 1 || features < 1) {
            throw new IllegalArgumentException(
                    "A sequence has at least one time step and one feature, not " + timeSteps + " x " + features + ".");
        }
        if ((long) timeSteps * features > Tensor.MAX_ELEMENTS) {
            throw new SeqNetException("A sequence of " + timeSteps + " time steps x " + features
                    + " features is too long; one sequence may hold 2^31 - 9 values.");
        }
    }

    /** Returns the sequence shape of a tensor of two axes, time steps by features; empty for any other. */
    public static Optional<SequenceShape> of(Shape shape) {
        return shape.rank() == 2 ? Optional.of(new SequenceShape(shape.size(0), shape.size(1))) : Optional.empty();
    }

    /** Returns the number of values in one sequence. */
    public int values() {
        return timeSteps * features;
    }

    /** Returns the shape of the tensor that holds one such sequence. */
    public Shape toShape() {
        return Shape.of(timeSteps, features);
    }

    /** Returns the size in words: {@code 28 time steps x 28 features}. */
    @Override
    public String toString() {
        return timeSteps
                + (timeSteps == 1 ? " time step x " : " time steps x ")
                + features
                + (features == 1 ? " feature" : " features");
    }
}
