package org.seqnet.engine.network;

/**
 * Gives numbers that depend on a seed alone: not on the machine, the Java version, other threads or what ran before.
 *
 * <p>SplitMix64 (Steele, Lea and Flood, 2014, "Fast splittable pseudorandom number generators"). Not thread-safe.
 */
public final class SeedStream {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    /** What a stream is for, so that one seed gives streams that have nothing to do with each other. */
    public enum Purpose {
        /** The weights that a network starts with. */
        START_WEIGHTS,
        /** The order of the training data. */
        ORDER,
        /** Which activations training drops. */
        DROPOUT,
        /** Scenes, each composed of a stream of its own. */
        SCENES,
        /** How training sequences are changed, each in each epoch by a stream of its own. */
        AUGMENTATION,
        /** Which sequences are held out of training. */
        VALIDATION,
        /** Which settings a search tries, each trial by a stream of its own. */
        SEARCH,
        /** Which input features the kernels of a {@link Rocket} read. */
        ROCKET_CHANNELS,
        /** Which training sequences the biases of a {@link Rocket} are drawn from. */
        ROCKET_EXAMPLES,
        /** Between which rows a feature's series are exchanged. */
        PERMUTATION,
        /** The seeds of the shards of a training but the first. */
        SHARDS
    }

    private long state;
    private double spareGaussian = Double.NaN;

    private SeedStream(long state) {
        this.state = state;
    }

    /** Starts the stream of a seed for a purpose. */
    public SeedStream(long seed, Purpose purpose) {
        this(seed, purpose, 0);
    }

    /** Starts the stream of a seed for a purpose in an epoch, or for a scene, which does not depend on those before. */
    public SeedStream(long seed, Purpose purpose, int number) {
        this.state = mix(mix(seed + GOLDEN_GAMMA * (purpose.ordinal() + 1L)) + number);
    }

    /** Starts the stream of a seed for a purpose, of one sequence in an epoch. */
    public SeedStream(long seed, Purpose purpose, int epoch, int index) {
        this(seed, purpose, epoch);
        state = mix(state + index);
    }

    /** Returns the next 64 bits. */
    public long nextLong() {
        state += GOLDEN_GAMMA;
        return mix(state);
    }

    /** Leaves out so many numbers. */
    public void skip(long numbers) {
        state += numbers * GOLDEN_GAMMA;
    }

    /**
     * Returns the place of this stream, where it stays: with gamma = 0x9E3779B97F4A7C15, the n-th number to come is the
     * mix of {@code place + n * gamma}, and branch n has the mix of {@code place + n} as its place.
     */
    public long place() {
        return state;
    }

    /** Returns another stream, which depends on the place of this one, where it stays, and on a number from 1 on. */
    public SeedStream branch(int number) {
        return new SeedStream(mix(state + number));
    }

    private static long mix(long value) {
        long z = value;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** Returns a number from 0 to below {@code bound}, each equally likely. */
    public int nextInt(int bound) {
        // Lemire, 2019: the high half of a 64-bit product, redrawn in the rare biased cases.
        long product = (nextLong() >>> 32) * bound;
        long threshold = (0x100000000L - bound) % bound;
        while ((product & 0xFFFFFFFFL) < threshold) {
            product = (nextLong() >>> 32) * bound;
        }
        return (int) (product >>> 32);
    }

    /** Returns a number from 0 to below 1. */
    public double nextDouble() {
        return (nextLong() >>> 11) * 0x1p-53;
    }

    /** Returns a normally distributed number of mean 0 and deviation 1. */
    public double nextGaussian() {
        if (!Double.isNaN(spareGaussian)) {
            double gaussian = spareGaussian;
            spareGaussian = Double.NaN;
            return gaussian;
        }
        double x;
        double y;
        double square;
        do {
            x = 2 * nextDouble() - 1;
            y = 2 * nextDouble() - 1;
            square = x * x + y * y;
        } while (square >= 1 || square == 0);
        // StrictMath: Math.log may differ in the last bit between processors.
        double factor = StrictMath.sqrt(-2 * StrictMath.log(square) / square);
        spareGaussian = y * factor;
        return x * factor;
    }

    /** Puts numbers into an order of which each is equally likely (Fisher and Yates). */
    public void shuffle(int[] numbers) {
        for (int i = numbers.length - 1; i > 0; i--) {
            int j = nextInt(i + 1);
            int number = numbers[i];
            numbers[i] = numbers[j];
            numbers[j] = number;
        }
    }
}
