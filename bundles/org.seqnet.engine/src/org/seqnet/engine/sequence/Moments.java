package org.seqnet.engine.sequence;

import org.seqnet.engine.tensor.Tensor;

/**
 * Mean and population standard deviation of a tensor's finite values, both 0 if there are none.
 *
 * <p>Values that are not finite are left out, so that they stay alone in their places and {@link Packer} can name them;
 * otherwise one NaN would make the whole sequence NaN.
 */
record Moments(double mean, double deviation) {

    static Moments of(Tensor tensor) {
        // Two passes: the one-pass formula cancels when the mean is large against the deviation.
        var values = tensor.toFloats();
        var count = 0;
        var sum = 0.0;
        for (var value : values) {
            if (Float.isFinite(value)) {
                sum += value;
                count++;
            }
        }
        if (count == 0) {
            return new Moments(0, 0);
        }
        var mean = sum / count;
        var squares = 0.0;
        for (var value : values) {
            if (Float.isFinite(value)) {
                squares += (value - mean) * (value - mean);
            }
        }
        return new Moments(mean, Math.sqrt(squares / count));
    }

    /** Returns whether values differ enough to divide by the deviation in single precision. */
    boolean isSpread() {
        return deviation > 0 && Float.isFinite((float) (1 / deviation));
    }
}
