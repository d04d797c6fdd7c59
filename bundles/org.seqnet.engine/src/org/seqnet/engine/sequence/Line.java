package org.seqnet.engine.sequence;

/**
 * Maps {@code origin} to 0 and {@code origin + unit} to 1, in double precision. If {@code unit} is 0, all that is
 * finite becomes 0. NaN and infinities stay what they are.
 */
record Line(double origin, double unit) {

    double at(double value) {
        return unit == 0 && Double.isFinite(value) ? 0 : (value - origin) / unit;
    }
}
