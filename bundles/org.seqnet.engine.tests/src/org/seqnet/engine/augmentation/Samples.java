package org.seqnet.engine.augmentation;

import java.util.Arrays;
import java.util.Random;
import org.seqnet.engine.network.SeedStream;
import org.seqnet.engine.network.SeedStream.Purpose;

/** Small sequences and images, each in the middle of a larger array, as in a mini-batch. */
final class Samples {
    private static final int BEFORE = 3;
    private static final float OTHER = -77;

    private Samples() {}

    /** Returns a sequence of these values. */
    static Sample sequence(int features, int masks, float... values) {
        return sample(features, masks, 1, values);
    }

    /** Returns an image of these values, row by row, all channels of a pixel together. */
    static Sample image(int width, int channels, float... values) {
        return sample(width * channels, 0, channels, values);
    }

    /** Returns a sequence of random values, the last ones 0 or 1. */
    static Sample random(int timeSteps, int features, int masks, int channels, long seed) {
        var random = new Random(seed);
        var values = new float[timeSteps * features];
        for (int i = 0; i < values.length; i++) {
            values[i] = i % features < features - masks ? (float) random.nextGaussian() : random.nextInt(2);
        }
        return sample(features, masks, channels, values);
    }

    private static Sample sample(int features, int masks, int channels, float... values) {
        var batch = new float[BEFORE + values.length + 2];
        Arrays.fill(batch, OTHER);
        System.arraycopy(values, 0, batch, BEFORE, values.length);
        var sample = new Sample(features, masks, channels);
        sample.set(batch, BEFORE, values.length / features);
        return sample;
    }

    /** Returns the present values; fails if the array was changed elsewhere. */
    static float[] values(Sample sample) {
        var batch = sample.values();
        var values = Arrays.copyOfRange(batch, BEFORE, batch.length - 2);
        for (int i = 0; i < batch.length; i++) {
            if ((i < BEFORE || i >= batch.length - 2) && batch[i] != OTHER) {
                throw new AssertionError("Value " + i + " of another sequence is " + batch[i] + ".");
            }
        }
        return values;
    }

    static SeedStream stream(long seed) {
        return new SeedStream(seed, Purpose.AUGMENTATION);
    }
}
