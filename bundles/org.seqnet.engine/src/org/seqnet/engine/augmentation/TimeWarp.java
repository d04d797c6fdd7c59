package org.seqnet.engine.augmentation;

import org.seqnet.engine.network.SeedStream;

/**
 * Runs through a sequence now faster, now slower, from its first step to its last (Um et al., 2017, arXiv:1706.00527).
 * The speed is drawn at knots that divide the sequence evenly and changes linearly between them, so that time warps
 * smoothly and never runs backward. Values between time steps are interpolated linearly.
 *
 * @param deviation the standard deviation of the logarithm of the speed at a knot, above 0, at most 2; with 0.2, most
 *     speeds are between 0.7 and 1.5 times the usual one
 */
public record TimeWarp(double deviation) implements Transformation {
    /** Both ends, and four in between. */
    private static final int KNOTS = 6;

    /**
     * Checks the deviation.
     *
     * @throws org.seqnet.engine.SeqNetException if it is outside its range
     */
    public TimeWarp {
        Strength.require(Kind.TIME_WARP, deviation, 2);
    }

    @Override
    public Kind kind() {
        return Kind.TIME_WARP;
    }

    @Override
    public Number strength() {
        return deviation;
    }

    @Override
    public String title() {
        return "time warping " + Strength.text(deviation);
    }

    @Override
    public void apply(Sample sample, SeedStream random) {
        var speeds = new double[KNOTS];
        for (int knot = 0; knot < KNOTS; knot++) {
            // StrictMath: Math.exp may differ in the last bit between processors.
            speeds[knot] = StrictMath.exp(deviation * random.nextGaussian());
        }
        warp(sample, speeds);
    }

    /** Runs through a sequence with these speeds at the knots; only their proportions matter. */
    static void warp(Sample sample, double... speeds) {
        int segments = speeds.length - 1;
        double whole = 0;
        for (int knot = 0; knot < segments; knot++) {
            whole += (speeds[knot] + speeds[knot + 1]) / 2;
        }
        var old = sample.copy();
        int last = sample.timeSteps() - 1;
        int knot = 0;
        double passed = 0;
        // The first and the last step stay where they are.
        for (int step = 1; step < last; step++) {
            double position = (double) step * segments / last;
            for (; position >= knot + 1; knot++) {
                passed += (speeds[knot] + speeds[knot + 1]) / 2;
            }
            double share = position - knot;
            double gone = passed + share * (speeds[knot] + share * (speeds[knot + 1] - speeds[knot]) / 2);
            sample.setStep(step, old, Math.min(gone / whole * last, last));
        }
    }
}
