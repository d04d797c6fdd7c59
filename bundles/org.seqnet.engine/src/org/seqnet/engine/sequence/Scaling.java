package org.seqnet.engine.sequence;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.tensor.Affine;
import org.seqnet.engine.tensor.Tensor;

/**
 * Brings values into a range that a network learns well from.
 *
 * <p>Bytes stay bytes, with an {@link Affine} in single precision: scaling them takes no memory, unless they are so
 * nearly constant that it would be too coarse. Values of wider types
 * are computed in double precision as {@code (value - a) / b} and rounded once, to a new tensor of floats. It takes 4
 * bytes a value: as much as ints, twice as much as shorts, half as much as doubles.
 *
 * <p>Values that are NaN or infinite stay in their places, and those too large for single precision become infinite
 * there, so that {@link Packer} can name them.
 */
public sealed interface Scaling {

    /** Leaves tensors as they are. */
    Scaling NONE = new None();

    /** Leaves values as they are, but rounds those that take more than a byte to single precision. */
    Scaling SINGLE_PRECISION = new Linear(new Line(0, 1));

    /** Maps the whole range of a byte type to 0 to 1: an unsigned byte is divided by 255. */
    Scaling UNIT_RANGE = new UnitRange();

    /** Gives each tensor mean 0 and standard deviation 1, by its own figures. */
    Scaling STANDARDIZE_EACH = new StandardizeEach();

    /** Gives each feature of each sequence mean 0 and standard deviation 1 over its time steps, by its own figures. */
    Scaling STANDARDIZE_FEATURES = new StandardizeFeatures();

    /** Maps {@code minimum} to 0 and {@code maximum} to 1; {@link DataRange} finds such a range. */
    static Scaling range(double minimum, double maximum) {
        if (!(minimum < maximum) || !Double.isFinite(maximum - minimum)) {
            throw new SeqNetException("Cannot scale from " + minimum + " to " + maximum
                    + "; the minimum must be less than the maximum, and both must be finite.");
        }
        return new Linear(new Line(minimum, maximum - minimum));
    }

    /** Subtracts a given mean and divides by a given standard deviation. */
    static Scaling standardize(double mean, double deviation) {
        if (!(deviation > 0) || !Double.isFinite(deviation) || !Double.isFinite(mean)) {
            throw new SeqNetException("Cannot standardize with mean " + mean + " and standard deviation " + deviation
                    + "; the standard deviation must be positive, and both must be finite.");
        }
        return new Linear(new Line(mean, deviation));
    }

    /**
     * Returns the tensor with scaled values.
     *
     * @throws SeqNetException if the tensor gives no measure to scale by
     */
    Tensor apply(Tensor tensor);

    record None() implements Scaling {

        @Override
        public Tensor apply(Tensor tensor) {
            return tensor;
        }
    }

    /** Refuses wider types: their data fill only a part of what they can hold. */
    record UnitRange() implements Scaling {

        @Override
        public Tensor apply(Tensor tensor) {
            var type = tensor.elementType();
            if (!type.isByte()) {
                throw new SeqNetException("Elements of type " + type
                        + " do not define a range to scale from. Specify minimum and maximum, or standardize.");
            }
            var one = tensor.scale().apply(type.minimum());
            var other = tensor.scale().apply(type.maximum());
            return range(Math.min(one, other), Math.max(one, other)).apply(tensor);
        }
    }

    /** One line for all values, or one for each feature. */
    final class Linear implements Scaling {

        /** How far from its right value a scaled byte may be. */
        private static final double COARSEST = 1e-5;

        private final Line[] lines;

        Linear(Line... lines) {
            this.lines = lines;
        }

        @Override
        public Tensor apply(Tensor tensor) {
            if (tensor.elementType().isByte() && lines.length == 1 && lines[0].unit() != 0) {
                var scaled = tensor.scaled(affine(lines[0]));
                if (isClose(scaled, tensor)) {
                    return scaled;
                }
            }
            return Tensor.ofFloats(tensor.shape(), i -> lines[i % lines.length].at(tensor.unroundedValue(i)));
        }

        private static Affine affine(Line line) {
            return new Affine((float) (1 / line.unit()), (float) (0 - line.origin() / line.unit()));
        }

        /** Returns whether an affine in single precision is fine enough, as it is unless bytes are nearly constant. */
        private boolean isClose(Tensor scaled, Tensor tensor) {
            var type = tensor.elementType();
            return DoubleStream.of(type.minimum(), type.maximum())
                    .allMatch(raw -> Math.abs(scaled.scale().applyUnrounded(raw)
                                    - lines[0].at(tensor.scale().applyUnrounded(raw)))
                            < COARSEST);
        }
    }

    /** A constant tensor becomes all zeros. Values that are NaN or infinite are left out of the figures. */
    record StandardizeEach() implements Scaling {

        @Override
        public Tensor apply(Tensor tensor) {
            return tensor.elementType().isByte() ? standardizedBytes(tensor) : standardized(tensor, 1);
        }

        private static Tensor standardizedBytes(Tensor tensor) {
            var moments = Moments.of(tensor.size(), tensor::value);
            var scaled = standardize(moments.mean(), moments.isSpread() ? moments.deviation() : 1)
                    .apply(tensor);
            // the figures are those of values in single precision, which then are too coarse as well
            return scaled.elementType().isByte() ? scaled : standardized(tensor, 1);
        }
    }

    /** Does for each feature what {@link StandardizeEach} does for a tensor. */
    record StandardizeFeatures() implements Scaling {

        @Override
        public Tensor apply(Tensor tensor) {
            return standardized(tensor, tensor.size() / tensor.shape().size(0));
        }
    }

    private static Tensor standardized(Tensor tensor, int features) {
        var range = DataRange.ofFeatures(features);
        range.add(tensor);
        // figures of values between 0 and 1: none is too large to be squared, and no mean is far from its values
        var units = range.lines();
        var figures = new Line[features];
        Arrays.setAll(figures, feature -> Moments.of(
                        tensor.size() / features,
                        step -> units[feature].at(tensor.unroundedValue(step * features + feature)))
                .line());
        return Tensor.ofFloats(
                tensor.shape(), i -> figures[i % features].at(units[i % features].at(tensor.unroundedValue(i))));
    }
}
