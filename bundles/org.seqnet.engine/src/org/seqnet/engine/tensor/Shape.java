package org.seqnet.engine.tensor;

import java.util.Arrays;
import java.util.StringJoiner;

/** The sizes of a tensor's axes, outermost first. A value: immutable, compared by its sizes. */
public final class Shape {

    /** The number of axes that IDX can announce in its one byte. */
    public static final int MAX_RANK = 255;

    private static final int MOST_SHOWN = 8;

    private final int[] sizes;
    private final long elements;

    private Shape(int[] sizes, long elements) {
        this.sizes = sizes;
        this.elements = elements;
    }

    /**
     * Makes a shape of one or more axes.
     *
     * @throws IllegalArgumentException if there is no axis or more than {@value #MAX_RANK}, if a size is below 1, or if
     *     the number of elements exceeds 2^63 - 1
     */
    public static Shape of(int... sizes) {
        if (sizes.length == 0 || sizes.length > MAX_RANK) {
            throw new IllegalArgumentException("A shape has 1 to " + MAX_RANK + " axes, not " + sizes.length + ".");
        }
        var own = sizes.clone();
        var elements = 1L;
        for (var size : own) {
            if (size < 1) {
                throw new IllegalArgumentException("Shape " + shown(own) + ": every size must be at least 1.");
            }
            try {
                elements = Math.multiplyExact(elements, (long) size);
            } catch (ArithmeticException overflow) {
                throw new IllegalArgumentException("Shape " + shown(own) + " has more than 2^63 elements.", overflow);
            }
        }
        return new Shape(own, elements);
    }

    /** Returns the number of axes, at least 1. */
    public int rank() {
        return sizes.length;
    }

    /** Returns the size of one axis, counted from 0 at the outermost. */
    public int size(int axis) {
        return sizes[axis];
    }

    /** Returns the product of all sizes. */
    public long elements() {
        return elements;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Shape shape && Arrays.equals(sizes, shape.sizes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(sizes);
    }

    /** Returns the sizes as people write them: {@code 28 x 28}. */
    @Override
    public String toString() {
        return join(sizes);
    }

    /** Returns the sizes as a message shows them: not all of a hundred. */
    String shown() {
        return shown(sizes);
    }

    private static String shown(int[] sizes) {
        return sizes.length > MOST_SHOWN
                ? join(Arrays.copyOf(sizes, MOST_SHOWN)) + " x ... (" + sizes.length + " axes)"
                : join(sizes);
    }

    private static String join(int[] sizes) {
        var text = new StringJoiner(" x ");
        for (int size : sizes) {
            text.add(Integer.toString(size));
        }
        return text.toString();
    }
}
