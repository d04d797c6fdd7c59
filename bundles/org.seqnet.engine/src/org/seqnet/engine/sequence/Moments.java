package org.seqnet.engine.sequence;

import java.util.function.IntToDoubleFunction;

/**
 * Mean and population standard deviation of finite values, both 0 if there are none.
 *
 * <p>Values that are not finite are left out, so that they stay alone in their places and {@link Packer} can name them;
 * otherwise one NaN would make the whole sequence NaN.
 */
record Moments(double mean, double deviation) {

    static Moments of(int count, IntToDoubleFunction values) {
        // Two passes: the one-pass formula cancels when the mean is large against the deviation.
        var finite = 0;
        var sum = 0.0;
        for (var i = 0; i < count; i++) {
            var value = values.applyAsDouble(i);
            if (Double.isFinite(value)) {
                sum += value;
                finite++;
            }
        }
        if (finite == 0) {
            return new Moments(0, 0);
        }
        var mean = sum / finite;
        var squares = 0.0;
        for (var i = 0; i < count; i++) {
            var value = values.applyAsDouble(i);
            if (Double.isFinite(value)) {
                squares += (value - mean) * (value - mean);
            }
        }
        return new Moments(mean, Math.sqrt(squares / finite));
    }

    /** Returns whether values differ enough to divide by the deviation in single precision. */
    boolean isSpread() {
        return deviation > 0 && Float.isFinite((float) (1 / deviation));
    }

    /** Returns what maps the mean to 0 and the mean plus one deviation to 1. */
    Line line() {
        return new Line(mean, deviation);
    }
}
