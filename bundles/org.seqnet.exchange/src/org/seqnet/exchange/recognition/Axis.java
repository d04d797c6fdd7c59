package org.seqnet.exchange.recognition;

import java.util.List;
import java.util.stream.Stream;

/**
 * One axis of a value that depends on what the network reads.
 *
 * @param kind what it is
 * @param number tells the axes of the input apart, 0 for all others
 * @param size its size, or a stand-in below 0 if the file leaves it open
 * @param parts what an axis that was made of several is made of, the slowest first
 */
record Axis(Kind kind, int number, long size, List<Axis> parts) {
    /** Stands for the size of an axis of the input that the file leaves open: this minus its number. */
    private static final long OPEN = -(1L << 40);

    /** What an axis is. */
    enum Kind {
        /** An axis of the input; the first layer tells which it is. */
        INPUT,
        /** The directions of a recurrent layer. */
        DIRECTION,
        /** Outputs of units. */
        UNIT,
        /** Filters of a convolution. */
        CHANNEL,
        /** Rows of an image. */
        ROW,
        /** Columns of an image. */
        COLUMN,
        /** Several in one. */
        MERGED,
        /** Of size 1, without a meaning. */
        ONE
    }

    static final Axis ONE = of(Kind.ONE, 1);

    static Axis of(Kind kind, long size) {
        return new Axis(kind, 0, size, List.of());
    }

    /** @param size below 1 if the file leaves it open */
    static Axis ofInput(int number, long size) {
        return new Axis(Kind.INPUT, number, size < 1 ? OPEN - number : size, List.of());
    }

    boolean isOpen() {
        return size < 0;
    }

    Axis sized(long other) {
        return new Axis(kind, number, other, parts);
    }

    /** Returns one axis of several, of which those of size 1 do not matter. */
    static Axis merged(List<Axis> axes) {
        var those = axes.stream()
                .filter(axis -> axis.size != 1)
                .flatMap(axis -> axis.kind == Kind.MERGED ? axis.parts.stream() : Stream.of(axis))
                .toList();
        if (those.size() < 2) {
            return those.isEmpty() ? axes.isEmpty() ? ONE : axes.get(0) : those.get(0);
        }
        long size = those.stream().mapToLong(Axis::size).reduce(1, (a, b) -> a * b);
        if (those.size() == 2 && those.get(0).kind == Kind.DIRECTION && those.get(1).kind == Kind.UNIT) {
            return of(Kind.UNIT, size);
        }
        return new Axis(Kind.MERGED, 0, size, those);
    }
}
