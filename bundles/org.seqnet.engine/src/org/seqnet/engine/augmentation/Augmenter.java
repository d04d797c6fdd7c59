package org.seqnet.engine.augmentation;

import org.seqnet.engine.network.Encoder;
import org.seqnet.engine.network.SeedStream;
import org.seqnet.engine.network.SeedStream.Purpose;

/**
 * Applies an augmentation to the sequences of a training. What becomes of one depends on seed, epoch and its place in
 * the training data alone, not on the order of the calls. Not thread-safe.
 */
public final class Augmenter {
    private final Augmentation augmentation;
    private final long seed;
    private final Sample sample;

    /**
     * @param encoder what reads the sequences
     * @param features the values of a time step
     * @param masks how many of them, the last ones, say whether another one was missing
     */
    public Augmenter(Augmentation augmentation, long seed, Encoder encoder, int features, int masks) {
        this.augmentation = augmentation;
        this.seed = seed;
        this.sample =
                new Sample(features, masks, Math.max(1, encoder.inputForm().channels()));
    }

    /**
     * Changes a sequence in place.
     *
     * @param epoch counted from 1, those before a resumed training included
     * @param index its place in the training data, counted from 0
     * @param values hold it from {@code from} on, {@code timeSteps} x features row-major
     */
    public void apply(int epoch, int index, float[] values, int from, int timeSteps) {
        var random = new SeedStream(seed, Purpose.AUGMENTATION, epoch, index);
        sample.set(values, from, timeSteps);
        for (var transformation : augmentation.transformations()) {
            transformation.apply(sample, random);
        }
    }
}
