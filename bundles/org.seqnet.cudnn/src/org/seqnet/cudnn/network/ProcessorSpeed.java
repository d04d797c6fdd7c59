package org.seqnet.cudnn.network;

import java.util.Arrays;

/** How fast one core of the processor computes, as Java tells by itself: no library need be loaded to know it. */
final class ProcessorSpeed {
    /**
     * The engine's large products in floating-point operations a second, by what {@link #measure} calls one: 100
     * GFLOP/s by 78 on a Zen 5 (benchmarks/gpu/worth.md).
     */
    private static final double PRODUCTS = 1.3;

    private static final int VALUES = 1024;
    private static final int RUNS = 200;
    private static final int OPERATIONS = 16;
    /** The compiler is done when no run of this many nanoseconds takes less than this share of the best one's time. */
    private static final long PATIENCE = 200_000_000;

    private static final double BETTER = 0.9;
    private static final long LONGEST = 1_000_000_000;

    private ProcessorSpeed() {}

    /** Holds the speed, measured once a process, in about a quarter of a second. */
    private static final class Holder {
        static final double SPEED = PRODUCTS * measure();
    }

    /** Returns the floating-point operations that the engine's large products do in a second on one core. */
    static double ofProcess() {
        return Holder.SPEED;
    }

    /** Returns how many operations a second the best round does once the compiler has made vectors of the loop. */
    private static double measure() {
        var x = new float[VALUES];
        var y = new float[VALUES];
        Arrays.fill(x, 0.5f);
        double best = Double.MAX_VALUE;
        long first = System.nanoTime();
        for (long now = first, better = first; now - better < PATIENCE && now - first < LONGEST; ) {
            for (int run = 0; run < RUNS; run++) {
                polynomials(x, y);
            }
            long end = System.nanoTime();
            double seconds = (end - now) / 1e9;
            better = seconds < BETTER * best ? end : better;
            best = Math.min(best, seconds);
            now = end;
        }
        return (double) OPERATIONS * VALUES * RUNS / best;
    }

    /** Eight multiplications and eight additions a value. */
    private static void polynomials(float[] x, float[] y) {
        for (int i = 0; i < x.length; i++) {
            float v = x[i];
            float p = v * v + 0.1f;
            p = p * v + 0.2f;
            p = p * v + 0.3f;
            p = p * v + 0.4f;
            p = p * v + 0.5f;
            p = p * v + 0.6f;
            p = p * v + 0.7f;
            y[i] = p * v + 0.8f;
        }
    }
}
