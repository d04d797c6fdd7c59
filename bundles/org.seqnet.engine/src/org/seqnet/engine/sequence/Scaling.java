package org.seqnet.engine.sequence;

import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.tensor.Affine;
import org.seqnet.engine.tensor.Tensor;

/** Brings values into a range that a network learns well from. Always an {@link Affine}, so bytes stay bytes. */
public sealed interface Scaling {

    /** Leaves values as they are. */
    Scaling NONE = new None();

    /** Maps the element type's whole range to 0 to 1: an unsigned byte is divided by 255. */
    Scaling UNIT_RANGE = new UnitRange();

    /** Gives each tensor mean 0 and standard deviation 1, by its own figures. */
    Scaling STANDARDIZE_EACH = new StandardizeEach();

    /** Maps {@code minimum} to 0 and {@code maximum} to 1. */
    static Scaling range(double minimum, double maximum) {
        return new Range(minimum, maximum);
    }

    /** Subtracts a given mean and divides by a given standard deviation. */
    static Scaling standardize(double mean, double deviation) {
        return new Standardize(mean, deviation);
    }

    /**
     * Returns what has to be done to this tensor's values.
     *
     * @throws SeqNetException if the tensor gives no measure to scale by
     */
    Affine affineFor(Tensor tensor);

    /**
     * Returns the tensor with scaled values, without a copy of its elements.
     *
     * @throws SeqNetException as {@link #affineFor}
     */
    default Tensor apply(Tensor tensor) {
        return tensor.scaled(affineFor(tensor));
    }

    record None() implements Scaling {

        @Override
        public Affine affineFor(Tensor tensor) {
            return Affine.IDENTITY;
        }
    }

    record UnitRange() implements Scaling {

        @Override
        public Affine affineFor(Tensor tensor) {
            var type = tensor.elementType();
            if (!type.isWholeNumber()) {
                throw new SeqNetException("Elements of type " + type
                        + " have no range of their own to scale from; give minimum and maximum, or standardize.");
            }
            var one = tensor.scale().apply(type.minimum());
            var other = tensor.scale().apply(type.maximum());
            return new Range(Math.min(one, other), Math.max(one, other)).affineFor(tensor);
        }
    }

    record Range(double minimum, double maximum) implements Scaling {

        public Range {
            if (!(minimum < maximum) || !Double.isFinite(maximum - minimum)) {
                throw new SeqNetException("Cannot scale from " + minimum + " to " + maximum
                        + "; the minimum must be below the maximum, and both finite.");
            }
        }

        @Override
        public Affine affineFor(Tensor tensor) {
            var width = maximum - minimum;
            return new Affine((float) (1 / width), (float) (0 - minimum / width));
        }
    }

    /** A constant tensor becomes all zeros. Values that are NaN or infinite are left out of the figures. */
    record StandardizeEach() implements Scaling {

        @Override
        public Affine affineFor(Tensor tensor) {
            var moments = Moments.of(tensor);
            return new Standardize(moments.mean(), moments.isSpread() ? moments.deviation() : 1).affineFor(tensor);
        }
    }

    record Standardize(double mean, double deviation) implements Scaling {

        public Standardize {
            if (!(deviation > 0) || !Double.isFinite(deviation) || !Double.isFinite(mean)) {
                throw new SeqNetException("Cannot standardize with mean " + mean + " and standard deviation "
                        + deviation + "; the deviation must be above 0, and both finite.");
            }
        }

        @Override
        public Affine affineFor(Tensor tensor) {
            return new Affine((float) (1 / deviation), (float) (0 - mean / deviation));
        }
    }
}
