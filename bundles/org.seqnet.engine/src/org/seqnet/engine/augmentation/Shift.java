package org.seqnet.engine.augmentation;

import org.seqnet.engine.network.ImageShape;
import org.seqnet.engine.network.SeedStream;

/**
 * Moves an image by whole pixels, down or up and to the right or left. The pixels at its edge fill the gap, since what
 * stands for background depends on how the images are scaled.
 *
 * @param pixels how far it moves at most in each direction, at least 1; each distance up to it is equally likely
 */
public record Shift(int pixels) implements Transformation {

    /**
     * Checks the distance.
     *
     * @throws org.seqnet.engine.SeqNetException if it is outside its range
     */
    public Shift {
        Strength.requirePixels(Kind.SHIFT, pixels);
    }

    @Override
    public Kind kind() {
        return Kind.SHIFT;
    }

    @Override
    public Number strength() {
        return pixels;
    }

    @Override
    public String title() {
        return "shift by up to " + Strength.pixels(pixels);
    }

    @Override
    public void requireFor(ImageShape images) {
        Strength.requireLarger(images, Kind.SHIFT, pixels);
    }

    @Override
    public void apply(Sample sample, SeedStream random) {
        int down = random.nextInt(2 * pixels + 1) - pixels;
        int right = random.nextInt(2 * pixels + 1) - pixels;
        move(sample, down, right);
    }

    /** Moves an image; negative numbers move it up and to the left. */
    static void move(Sample sample, int down, int right) {
        var old = sample.copy();
        var values = sample.values();
        int channels = sample.channels();
        int bottom = sample.rows() - 1;
        int edge = sample.columns() - 1;
        for (int row = 0; row <= bottom; row++) {
            int above = Math.max(0, Math.min(bottom, row - down));
            int to = sample.at(row);
            for (int column = 0; column <= edge; column++) {
                int from = (above * (edge + 1) + Math.max(0, Math.min(edge, column - right))) * channels;
                for (int channel = 0; channel < channels; channel++) {
                    values[to++] = old[from + channel];
                }
            }
        }
    }
}
