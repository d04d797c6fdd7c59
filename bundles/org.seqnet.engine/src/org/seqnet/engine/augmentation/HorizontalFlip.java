package org.seqnet.engine.augmentation;

import org.seqnet.engine.network.SeedStream;

/**
 * Mirrors an image, so that left becomes right.
 *
 * @param probability how often it does, above 0, at most 1; usually 0.5
 */
public record HorizontalFlip(double probability) implements Transformation {

    /**
     * Checks the probability.
     *
     * @throws org.seqnet.engine.SeqNetException if it is outside its range
     */
    public HorizontalFlip {
        Strength.require(Kind.HORIZONTAL_FLIP, probability, 1);
    }

    @Override
    public Kind kind() {
        return Kind.HORIZONTAL_FLIP;
    }

    @Override
    public Number strength() {
        return probability;
    }

    @Override
    public String title() {
        return "horizontal flip";
    }

    @Override
    public void apply(Sample sample, SeedStream random) {
        if (random.nextDouble() < probability) {
            flip(sample);
        }
    }

    static void flip(Sample sample) {
        var old = sample.copy();
        var values = sample.values();
        int channels = sample.channels();
        int width = sample.columns();
        for (int row = 0; row < sample.rows(); row++) {
            for (int column = 0; column < width; column++) {
                int from = (row * width + width - 1 - column) * channels;
                System.arraycopy(old, from, values, sample.at(row) + column * channels, channels);
            }
        }
    }
}
