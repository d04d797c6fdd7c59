package org.seqnet.engine.augmentation;

import org.seqnet.engine.network.SeedStream;

/**
 * Turns an image upside down by mirroring, so that its top becomes its bottom.
 *
 * @param probability how often it does, above 0, at most 1; usually 0.5
 */
public record VerticalFlip(double probability) implements Transformation {

    /**
     * Checks the probability.
     *
     * @throws org.seqnet.engine.SeqNetException if it is outside its range
     */
    public VerticalFlip {
        Strength.require(Kind.VERTICAL_FLIP, probability, 1);
    }

    @Override
    public Kind kind() {
        return Kind.VERTICAL_FLIP;
    }

    @Override
    public Number strength() {
        return probability;
    }

    @Override
    public String title() {
        return "vertical flip";
    }

    @Override
    public void apply(Sample sample, SeedStream random) {
        if (random.nextDouble() < probability) {
            flip(sample);
        }
    }

    static void flip(Sample sample) {
        var old = sample.copy();
        int values = sample.columns() * sample.channels();
        for (int row = 0; row < sample.rows(); row++) {
            int mirrored = sample.rows() - 1 - row;
            System.arraycopy(old, mirrored * values, sample.values(), sample.at(row), values);
        }
    }
}
