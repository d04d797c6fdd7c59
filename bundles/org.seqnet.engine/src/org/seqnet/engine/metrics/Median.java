package org.seqnet.engine.metrics;

import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/** The middle of numbers, which a few odd ones do not move. */
public final class Median {
    private Median() {}

    /** Returns the median, between the two middle ones if their number is even; empty if there are none. */
    public static OptionalDouble of(DoubleStream values) {
        var sorted = values.sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(
                        sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2);
    }
}
