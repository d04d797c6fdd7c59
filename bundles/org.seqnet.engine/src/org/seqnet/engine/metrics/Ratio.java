package org.seqnet.engine.metrics;

import java.util.OptionalDouble;

/** A share of counts, which is undefined when there is nothing to share. */
final class Ratio {

    private Ratio() {}

    static OptionalDouble of(long part, long whole) {
        return whole == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) part / whole);
    }
}
