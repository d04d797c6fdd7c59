package org.seqnet.engine.sequence;

import java.util.OptionalInt;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.tensor.Tensor;

/** How a tensor is read as a sequence: which of its numbers come at which time step. */
public sealed interface SequenceLayout {

    /** The first axis is time; the others, row-major, are the features of a step. */
    SequenceLayout ROWS_AS_STEPS = new RowsAsSteps();

    /** The second axis is time; the first and any further ones are the features of a step. */
    SequenceLayout COLUMNS_AS_STEPS = new ColumnsAsSteps();

    /** All numbers in row-major order, cut into steps of {@code features}. */
    static SequenceLayout flattened(int features) {
        return new Flattened(features);
    }

    /** Reads images whose channels come first, channels x rows x columns, as this layout reads those with the last. */
    static SequenceLayout channelsFirst(SequenceLayout layout) {
        return new ChannelsFirst(layout);
    }

    /**
     * Returns how many channels the pixels of a step have, one pixel after another with all its channels together;
     * empty if a tensor of this shape is no image of three axes, rows x columns x channels, or its steps are no rows of
     * pixels.
     */
    OptionalInt channels(Shape shape);

    /**
     * Returns the size of the sequence that a tensor of this shape becomes.
     *
     * @throws SeqNetException if such a tensor cannot be read this way; the message says why
     */
    SequenceShape sequenceShape(Shape shape);

    /**
     * Returns the tensor as time steps x features, row-major.
     *
     * @throws SeqNetException if it cannot be read this way
     */
    Tensor apply(Tensor tensor);

    record RowsAsSteps() implements SequenceLayout {

        @Override
        public OptionalInt channels(Shape shape) {
            return lastOfThree(shape);
        }

        @Override
        public SequenceShape sequenceShape(Shape shape) {
            var timeSteps = shape.size(0);
            return checked(timeSteps, shape.elements() / timeSteps, shape);
        }

        @Override
        public Tensor apply(Tensor tensor) {
            return tensor.reshaped(sequenceShape(tensor.shape()).toShape());
        }
    }

    record ColumnsAsSteps() implements SequenceLayout {

        @Override
        public OptionalInt channels(Shape shape) {
            return lastOfThree(shape);
        }

        @Override
        public SequenceShape sequenceShape(Shape shape) {
            if (shape.rank() < 2) {
                throw new SeqNetException("A tensor of shape " + shape
                        + " has no columns to use as time steps. Use its rows as time steps, or flatten it.");
            }
            var timeSteps = shape.size(1);
            return checked(timeSteps, shape.elements() / timeSteps, shape);
        }

        @Override
        public Tensor apply(Tensor tensor) {
            var target = sequenceShape(tensor.shape());
            var axes = new int[tensor.shape().rank()];
            for (var axis = 2; axis < axes.length; axis++) {
                axes[axis] = axis;
            }
            axes[0] = 1;
            return tensor.permuted(axes).reshaped(target.toShape());
        }
    }

    record Flattened(int features) implements SequenceLayout {

        public Flattened {
            if (features < 1) {
                throw new SeqNetException("A time step needs at least one feature, not " + features + ".");
            }
        }

        @Override
        public OptionalInt channels(Shape shape) {
            return OptionalInt.empty();
        }

        @Override
        public SequenceShape sequenceShape(Shape shape) {
            if (shape.elements() % features != 0) {
                throw new SeqNetException("A tensor of shape " + shape + " has " + shape.elements()
                        + " values, which cannot be divided into time steps of " + features
                        + ". Use a number of values per time step that divides it.");
            }
            return checked(shape.elements() / features, features, shape);
        }

        @Override
        public Tensor apply(Tensor tensor) {
            return tensor.reshaped(sequenceShape(tensor.shape()).toShape());
        }
    }

    record ChannelsFirst(SequenceLayout layout) implements SequenceLayout {

        @Override
        public OptionalInt channels(Shape shape) {
            return layout.channels(channelsLast(shape));
        }

        @Override
        public SequenceShape sequenceShape(Shape shape) {
            return layout.sequenceShape(channelsLast(shape));
        }

        @Override
        public Tensor apply(Tensor tensor) {
            channelsLast(tensor.shape());
            return layout.apply(tensor.permuted(1, 2, 0));
        }

        private static Shape channelsLast(Shape shape) {
            if (shape.rank() != 3) {
                throw new SeqNetException("A tensor of shape " + shape
                        + " has no leading channels; this requires three axes, channels x rows x columns. "
                        + "Select the other channel order.");
            }
            return Shape.of(shape.size(1), shape.size(2), shape.size(0));
        }
    }

    private static OptionalInt lastOfThree(Shape shape) {
        return shape.rank() == 3 ? OptionalInt.of(shape.size(2)) : OptionalInt.empty();
    }

    private static SequenceShape checked(long timeSteps, long features, Shape shape) {
        if (shape.elements() > Tensor.MAX_ELEMENTS) {
            throw new SeqNetException(
                    "A tensor of shape " + shape + " is too large for a sequence; the maximum is 2^31 - 9 values.");
        }
        return new SequenceShape((int) timeSteps, (int) features);
    }
}
