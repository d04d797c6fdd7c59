package org.seqnet.engine.tensor;

import java.io.DataOutput;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A run of numbers in one primitive array of their own type, never boxed. This is the storage inside a {@link Tensor}
 * and the building block of whatever packs many tensors together; its array never leaves.
 *
 * <p>The byte form is big-endian, as in IDX.
 */
public final class Elements {

    /** Bytes that may be allocated on the word of a header alone; beyond, storage grows with what really arrives. */
    private static final int TRUSTED_BYTES = 1 << 20;

    private static final int COPY_BYTES = 1 << 13;

    private final ElementType type;
    private final Object array;
    private final int length;

    private Elements(ElementType type, Object array) {
        this.type = type;
        this.array = array;
        this.length = Array.getLength(array);
    }

    /** Makes {@code length} zeros. */
    public static Elements zeros(ElementType type, int length) {
        return new Elements(
                type,
                switch (type) {
                    case UNSIGNED_BYTE, BYTE -> new byte[length];
                    case SHORT -> new short[length];
                    case INT -> new int[length];
                    case FLOAT -> new float[length];
                    case DOUBLE -> new double[length];
                });
    }

    /** Takes over an array that nobody else holds; {@code byte[]} serves both byte types. */
    static Elements owning(ElementType type, Object array) {
        return new Elements(type, array);
    }

    /**
     * Reads {@code length} elements. Allocates at most eight times what the stream really holds, and 1 MiB, so an
     * announced length may come from an untrusted header; and at most a quarter more than what is announced.
     *
     * @throws EOFException if the stream ends before
     */
    public static Elements read(ElementType type, int length, InputStream in) throws IOException {
        var elements = zeros(type, Math.min(length, TRUSTED_BYTES / type.bytes()));
        elements.fill(0, in);
        while (elements.length < length) {
            var filled = elements.length;
            elements = elements.resized(8L * filled >= length ? length : 2 * filled);
            elements.fill(filled, in);
        }
        return elements;
    }

    public ElementType type() {
        return type;
    }

    public int length() {
        return length;
    }

    /** Returns one element exactly; unsigned bytes are 0 to 255. */
    public double raw(int index) {
        return switch (type) {
            case UNSIGNED_BYTE -> ((byte[]) array)[index] & 0xFF;
            case BYTE -> ((byte[]) array)[index];
            case SHORT -> ((short[]) array)[index];
            case INT -> ((int[]) array)[index];
            case FLOAT -> ((float[]) array)[index];
            case DOUBLE -> ((double[]) array)[index];
        };
    }

    /** Copies {@code count} scaled values, bit for bit what {@link Affine#apply} gives for each. */
    public void copyTo(int from, int count, Affine scale, float[] target, int at) {
        if (scale.isIdentity()) {
            copyUnscaled(from, count, target, at);
        } else {
            copyScaled(from, count, scale.factor(), scale.offset(), target, at);
        }
    }

    /** Copies {@code count} elements of either type of bytes. */
    public void copyBytes(int from, int count, byte[] target, int at) {
        System.arraycopy(array, from, target, at, count);
    }

    /** Copies raw elements of the same type from {@code source} to position {@code at}. */
    public void put(int at, Elements source, int from, int count) {
        if (source.type != type) {
            throw new IllegalArgumentException(source.type + " elements do not fit " + type + " storage.");
        }
        System.arraycopy(source.array, from, array, at, count);
    }

    /** Copies floats to position {@code at} of float storage. */
    public void put(int at, float[] source, int from, int count) {
        System.arraycopy(source, from, array, at, count);
    }

    /** Returns a copy of another length, cut off or padded with zeros. */
    public Elements resized(int newLength) {
        var resized = zeros(type, newLength);
        System.arraycopy(array, 0, resized.array, 0, Math.min(length, newLength));
        return resized;
    }

    /** Returns a copy whose element {@code i} is this one's {@code source[i]}. */
    Elements picked(int[] source) {
        var picked = zeros(type, source.length);
        switch (type) {
            case UNSIGNED_BYTE, BYTE -> {
                for (var i = 0; i < source.length; i++) {
                    ((byte[]) picked.array)[i] = ((byte[]) array)[source[i]];
                }
            }
            case SHORT -> {
                for (var i = 0; i < source.length; i++) {
                    ((short[]) picked.array)[i] = ((short[]) array)[source[i]];
                }
            }
            case INT -> {
                for (var i = 0; i < source.length; i++) {
                    ((int[]) picked.array)[i] = ((int[]) array)[source[i]];
                }
            }
            case FLOAT -> {
                for (var i = 0; i < source.length; i++) {
                    ((float[]) picked.array)[i] = ((float[]) array)[source[i]];
                }
            }
            case DOUBLE -> {
                for (var i = 0; i < source.length; i++) {
                    ((double[]) picked.array)[i] = ((double[]) array)[source[i]];
                }
            }
        }
        return picked;
    }

    /** Writes all elements, big-endian. */
    public void write(DataOutput out) throws IOException {
        if (array instanceof byte[] bytes) {
            out.write(bytes);
            return;
        }
        var buffer = ByteBuffer.allocate(COPY_BYTES);
        var step = COPY_BYTES / type.bytes();
        for (var from = 0; from < length; from += step) {
            var count = Math.min(step, length - from);
            switch (type) {
                case SHORT -> buffer.asShortBuffer().put((short[]) array, from, count);
                case INT -> buffer.asIntBuffer().put((int[]) array, from, count);
                case FLOAT -> buffer.asFloatBuffer().put((float[]) array, from, count);
                case DOUBLE -> buffer.asDoubleBuffer().put((double[]) array, from, count);
                case UNSIGNED_BYTE, BYTE -> throw new AssertionError("written above");
            }
            out.write(buffer.array(), 0, count * type.bytes());
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Elements elements
                && type == elements.type
                && switch (type) {
                    case UNSIGNED_BYTE, BYTE -> Arrays.equals((byte[]) array, (byte[]) elements.array);
                    case SHORT -> Arrays.equals((short[]) array, (short[]) elements.array);
                    case INT -> Arrays.equals((int[]) array, (int[]) elements.array);
                    case FLOAT -> Arrays.equals((float[]) array, (float[]) elements.array);
                    case DOUBLE -> Arrays.equals((double[]) array, (double[]) elements.array);
                };
    }

    @Override
    public int hashCode() {
        return switch (type) {
            case UNSIGNED_BYTE, BYTE -> Arrays.hashCode((byte[]) array);
            case SHORT -> Arrays.hashCode((short[]) array);
            case INT -> Arrays.hashCode((int[]) array);
            case FLOAT -> Arrays.hashCode((float[]) array);
            case DOUBLE -> Arrays.hashCode((double[]) array);
        };
    }

    private void fill(int from, InputStream in) throws IOException {
        if (array instanceof byte[] bytes) {
            if (in.readNBytes(bytes, from, length - from) < length - from) {
                throw new EOFException();
            }
            return;
        }
        var buffer = ByteBuffer.allocate((int) Math.min(COPY_BYTES, (long) (length - from) * type.bytes()));
        var step = buffer.capacity() / type.bytes();
        for (var at = from; at < length; at += step) {
            var count = Math.min(step, length - at);
            if (in.readNBytes(buffer.array(), 0, count * type.bytes()) < count * type.bytes()) {
                throw new EOFException();
            }
            switch (type) {
                case SHORT -> buffer.asShortBuffer().get((short[]) array, at, count);
                case INT -> buffer.asIntBuffer().get((int[]) array, at, count);
                case FLOAT -> buffer.asFloatBuffer().get((float[]) array, at, count);
                case DOUBLE -> buffer.asDoubleBuffer().get((double[]) array, at, count);
                case UNSIGNED_BYTE, BYTE -> throw new AssertionError("read above");
            }
        }
    }

    private void copyUnscaled(int from, int count, float[] target, int at) {
        switch (type) {
            case UNSIGNED_BYTE -> {
                var source = (byte[]) array;
                for (var i = 0; i < count; i++) {
                    target[at + i] = source[from + i] & 0xFF;
                }
            }
            case BYTE -> {
                var source = (byte[]) array;
                for (var i = 0; i < count; i++) {
                    target[at + i] = source[from + i];
                }
            }
            case SHORT -> {
                var source = (short[]) array;
                for (var i = 0; i < count; i++) {
                    target[at + i] = source[from + i];
                }
            }
            case INT -> {
                var source = (int[]) array;
                for (var i = 0; i < count; i++) {
                    target[at + i] = source[from + i];
                }
            }
            case FLOAT -> System.arraycopy(array, from, target, at, count);
            case DOUBLE -> {
                var source = (double[]) array;
                for (var i = 0; i < count; i++) {
                    target[at + i] = (float) source[from + i];
                }
            }
        }
    }

    private void copyScaled(int from, int count, double factor, double offset, float[] target, int at) {
        switch (type) {
            case UNSIGNED_BYTE -> {
                var source = (byte[]) array;
                for (var i = 0; i < count; i++) {
                    target[at + i] = (float) ((source[from + i] & 0xFF) * factor + offset);
                }
            }
            case BYTE -> {
                var source = (byte[]) array;
                for (var i = 0; i < count; i++) {
                    target[at + i] = (float) (source[from + i] * factor + offset);
                }
            }
            case SHORT -> {
                var source = (short[]) array;
                for (var i = 0; i < count; i++) {
                    target[at + i] = (float) (source[from + i] * factor + offset);
                }
            }
            case INT -> {
                var source = (int[]) array;
                for (var i = 0; i < count; i++) {
                    target[at + i] = (float) (source[from + i] * factor + offset);
                }
            }
            case FLOAT -> {
                var source = (float[]) array;
                for (var i = 0; i < count; i++) {
                    target[at + i] = (float) (source[from + i] * factor + offset);
                }
            }
            case DOUBLE -> {
                var source = (double[]) array;
                for (var i = 0; i < count; i++) {
                    target[at + i] = (float) (source[from + i] * factor + offset);
                }
            }
        }
    }
}
