package org.seqnet.engine.augmentation;

import org.seqnet.engine.network.SeedStream;

/**
 * Stretches a random window of a sequence to its whole length by linear interpolation (window slicing, Le Guennec et
 * al., 2016, "Data augmentation for time series classification using convolutional neural networks").
 *
 * @param share the length of the window as a share of the time from the first step to the last, above 0, at most 1,
 *     which changes nothing
 */
public record Crop(double share) implements Transformation {

    /**
     * Checks the share.
     *
     * @throws org.seqnet.engine.SeqNetException if it is outside its range
     */
    public Crop {
        Strength.require(Kind.CROP, share, 1);
    }

    @Override
    public Kind kind() {
        return Kind.CROP;
    }

    @Override
    public Number strength() {
        return share;
    }

    @Override
    public String title() {
        return "crop to " + Strength.percent(share);
    }

    @Override
    public void apply(Sample sample, SeedStream random) {
        crop(sample, random.nextDouble() * (1 - share) * (sample.timeSteps() - 1));
    }

    /** Stretches the window that begins at this time, in time steps. */
    void crop(Sample sample, double begin) {
        var old = sample.copy();
        int last = sample.timeSteps() - 1;
        for (int step = 0; step <= last; step++) {
            sample.setStep(step, old, Math.min(begin + step * share, last));
        }
    }
}
