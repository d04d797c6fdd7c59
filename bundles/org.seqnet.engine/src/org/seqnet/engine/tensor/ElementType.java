package org.seqnet.engine.tensor;

import java.util.Optional;

/**
 * Names the six element types of the IDX format, with the format's own type codes.
 *
 * @see <a href="https://yann.lecun.com/exdb/mnist/">The IDX file format</a>
 */
public enum ElementType {
    UNSIGNED_BYTE(0x08, Byte.BYTES, 0, 255, "unsigned byte"),
    BYTE(0x09, Byte.BYTES, Byte.MIN_VALUE, Byte.MAX_VALUE, "byte"),
    SHORT(0x0B, Short.BYTES, Short.MIN_VALUE, Short.MAX_VALUE, "short"),
    INT(0x0C, Integer.BYTES, Integer.MIN_VALUE, Integer.MAX_VALUE, "int"),
    FLOAT(0x0D, Float.BYTES, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, "float"),
    DOUBLE(0x0E, Double.BYTES, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, "double");

    private final int code;
    private final int bytes;
    private final double minimum;
    private final double maximum;
    private final String title;

    ElementType(int code, int bytes, double minimum, double maximum, String title) {
        this.code = code;
        this.bytes = bytes;
        this.minimum = minimum;
        this.maximum = maximum;
        this.title = title;
    }

    /** Returns the IDX type code, 0x08 to 0x0E. */
    public int code() {
        return code;
    }

    /** Returns the size of one element in bytes. */
    public int bytes() {
        return bytes;
    }

    /** Returns the smallest value of a whole-number type; negative infinity for the floating-point types. */
    public double minimum() {
        return minimum;
    }

    /** Returns the largest value of a whole-number type; positive infinity for the floating-point types. */
    public double maximum() {
        return maximum;
    }

    /** Returns whether elements take one byte; data of such a type mostly fill its range, as pixels do. */
    public boolean isByte() {
        return bytes == Byte.BYTES;
    }

    /** Returns the type with the given IDX code, or empty if the format defines none. */
    public static Optional<ElementType> find(int code) {
        for (var type : values()) {
            if (type.code == code) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    /** Returns the name in plain words, such as {@code unsigned byte}. */
    @Override
    public String toString() {
        return title;
    }
}
