package org.seqnet.engine.tensor;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.function.IntToDoubleFunction;
import org.seqnet.engine.MalformedException;

/**
 * A dense block of numbers: a {@link Shape}, the elements in row-major order and in their own type, and an
 * {@link Affine} that turns stored elements into values. Immutable; compared by type, shape, elements and scale.
 *
 * <p>A 28 x 28 image of unsigned bytes takes 784 bytes, whether it has been scaled or not.
 */
public final class Tensor {

    /** The most elements in one tensor: what one Java array can hold. */
    public static final int MAX_ELEMENTS = Integer.MAX_VALUE - 8;

    private static final int FORMAT = 1;

    private final Shape shape;
    private final Elements elements;
    private final Affine scale;

    private Tensor(Shape shape, Elements elements, Affine scale) {
        if (shape.elements() != elements.length()) {
            throw new IllegalArgumentException(
                    "Shape " + shape + " has " + shape.elements() + " elements, not " + elements.length() + ".");
        }
        this.shape = shape;
        this.elements = elements;
        this.scale = scale;
    }

    /** Makes a tensor of values 0 to 255; each byte is read as unsigned. The array is copied, as in all these. */
    public static Tensor ofUnsignedBytes(Shape shape, byte[] rowMajor) {
        return of(shape, ElementType.UNSIGNED_BYTE, rowMajor.clone());
    }

    public static Tensor ofBytes(Shape shape, byte[] rowMajor) {
        return of(shape, ElementType.BYTE, rowMajor.clone());
    }

    public static Tensor ofShorts(Shape shape, short[] rowMajor) {
        return of(shape, ElementType.SHORT, rowMajor.clone());
    }

    public static Tensor ofInts(Shape shape, int[] rowMajor) {
        return of(shape, ElementType.INT, rowMajor.clone());
    }

    public static Tensor ofFloats(Shape shape, float[] rowMajor) {
        return of(shape, ElementType.FLOAT, rowMajor.clone());
    }

    /** Makes a tensor of floats, rounded from what {@code values} gives for each row-major position. */
    public static Tensor ofFloats(Shape shape, IntToDoubleFunction values) {
        var rowMajor = new float[Math.toIntExact(shape.elements())];
        for (var i = 0; i < rowMajor.length; i++) {
            rowMajor[i] = (float) values.applyAsDouble(i);
        }
        return of(shape, ElementType.FLOAT, rowMajor);
    }

    public static Tensor ofDoubles(Shape shape, double[] rowMajor) {
        return of(shape, ElementType.DOUBLE, rowMajor.clone());
    }

    /**
     * Reads the elements of one tensor, big-endian, as an IDX file holds them.
     *
     * @throws EOFException if the stream ends before the shape is filled; memory stays near what was there
     */
    public static Tensor ofStream(Shape shape, ElementType type, InputStream in) throws IOException {
        return new Tensor(shape, Elements.read(type, Math.toIntExact(shape.elements()), in), Affine.IDENTITY);
    }

    private static Tensor of(Shape shape, ElementType type, Object ownArray) {
        return new Tensor(shape, Elements.owning(type, ownArray), Affine.IDENTITY);
    }

    public ElementType elementType() {
        return elements.type();
    }

    public Shape shape() {
        return shape;
    }

    /** Returns what turns stored elements into values. */
    public Affine scale() {
        return scale;
    }

    /** Returns the stored elements, unscaled, in row-major order; not to be written to. */
    public Elements elements() {
        return elements;
    }

    /** Returns the number of elements. */
    public int size() {
        return elements.length();
    }

    /** Returns the scaled value at a row-major position. */
    public float value(int flatIndex) {
        return scale.apply(elements.raw(flatIndex));
    }

    /** Returns the scaled value at a row-major position as {@link #value} does, but not rounded to single precision. */
    public double unroundedValue(int flatIndex) {
        return scale.applyUnrounded(elements.raw(flatIndex));
    }

    /** Copies all scaled values, row-major, to {@code target} from {@code offset} on. */
    public void copyTo(float[] target, int offset) {
        elements.copyTo(0, size(), scale, target, offset);
    }

    /**
     * Returns the same elements under another shape, without a copy.
     *
     * @throws IllegalArgumentException if the number of elements differs
     */
    public Tensor reshaped(Shape newShape) {
        return new Tensor(newShape, elements, scale);
    }

    /** Returns these values run through {@code next}, without a copy of the elements. */
    public Tensor scaled(Affine next) {
        return new Tensor(shape, elements, scale.then(next));
    }

    /**
     * Returns a copy whose axis {@code i} is this tensor's axis {@code axes[i]}.
     *
     * @throws IllegalArgumentException if {@code axes} does not name every axis once
     */
    public Tensor permuted(int... axes) {
        var permutation = new Permutation(shape, axes);
        return permutation.isIdentity()
                ? this
                : new Tensor(permutation.shape(), elements.picked(permutation.sources()), scale);
    }

    /** Writes format version, element type, shape, scale and elements; {@link #read} is the way back. */
    public void write(DataOutput out) throws IOException {
        out.writeByte(FORMAT);
        out.writeByte(elementType().code());
        out.writeByte(shape.rank());
        for (var axis = 0; axis < shape.rank(); axis++) {
            out.writeInt(shape.size(axis));
        }
        out.writeFloat(scale.factor());
        out.writeFloat(scale.offset());
        elements.write(out);
    }

    /**
     * Reads what {@link #write} wrote. Trusts nothing: an announced size is not allocated before its data arrives.
     *
     * @throws MalformedException if the bytes are no tensor, or end early
     */
    public static Tensor read(DataInput in) throws IOException {
        try {
            return readAll(in);
        } catch (EOFException ended) {
            throw new MalformedException("Not a tensor: its data ends early.", ended);
        }
    }

    private static Tensor readAll(DataInput in) throws IOException {
        var format = in.readUnsignedByte();
        if (format != FORMAT) {
            throw new MalformedException("Tensor format " + format
                    + " is not supported by this version of Sequence Networks; update the extension.");
        }
        var code = in.readUnsignedByte();
        var type = ElementType.find(code)
                .orElseThrow(() -> new MalformedException(
                        String.format("Element type 0x%02X is not one of the six IDX types.", code)));
        var sizes = new int[in.readUnsignedByte()];
        for (var axis = 0; axis < sizes.length; axis++) {
            sizes[axis] = in.readInt();
        }
        var shape = shapeOf(sizes);
        var scale = new Affine(in.readFloat(), in.readFloat());
        var elements = Elements.read(type, (int) shape.elements(), new DataInputView(in));
        return new Tensor(shape, elements, scale);
    }

    private static Shape shapeOf(int[] sizes) throws MalformedException {
        try {
            var shape = Shape.of(sizes);
            if (shape.elements() > MAX_ELEMENTS) {
                throw new MalformedException("Not a tensor: " + shape.shown() + " elements exceed the maximum of "
                        + MAX_ELEMENTS + " elements.");
            }
            return shape;
        } catch (IllegalArgumentException refused) {
            throw new MalformedException("Not a tensor: " + refused.getMessage(), refused);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Tensor tensor
                && shape.equals(tensor.shape)
                && scale.equals(tensor.scale)
                && elements.equals(tensor.elements);
    }

    @Override
    public int hashCode() {
        return Objects.hash(shape, scale, elements);
    }

    /** Returns type and shape, such as {@code 28 x 28 unsigned byte}. */
    @Override
    public String toString() {
        return shape + " " + elementType();
    }

    /** Shows a {@link DataInput} as a stream; {@code readFully} either fills what is asked for or throws. */
    private static final class DataInputView extends InputStream {

        private final DataInput in;

        DataInputView(DataInput in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            return in.readUnsignedByte();
        }

        @Override
        public int read(byte[] target, int from, int count) throws IOException {
            in.readFully(target, from, count);
            return count;
        }
    }
}
