package org.seqnet.engine.augmentation;

import org.seqnet.engine.network.ImageShape;
import org.seqnet.engine.network.SeedStream;

/**
 * Covers a square of an image with the image's mean color (DeVries and Taylor, 2017, arXiv:1708.04552). Its center may
 * be any pixel, so that a part of the square may be outside.
 *
 * @param pixels the side of the square, at least 1
 */
public record Cutout(int pixels) implements Transformation {

    /**
     * Checks the side.
     *
     * @throws org.seqnet.engine.SeqNetException if it is outside its range
     */
    public Cutout {
        Strength.requirePixels(Kind.CUTOUT, pixels);
    }

    @Override
    public Kind kind() {
        return Kind.CUTOUT;
    }

    @Override
    public Number strength() {
        return pixels;
    }

    @Override
    public String title() {
        return "cutout of %d x %d pixels".formatted(pixels, pixels);
    }

    @Override
    public void requireFor(ImageShape images) {
        Strength.requireLarger(images, Kind.CUTOUT, pixels);
    }

    @Override
    public void apply(Sample sample, SeedStream random) {
        int row = random.nextInt(sample.rows());
        int column = random.nextInt(sample.columns());
        cover(sample, row, column);
    }

    /** Covers the square around a pixel; an even one reaches farther up and to the left. */
    void cover(Sample sample, int row, int column) {
        int top = Math.max(0, row - pixels / 2);
        int bottom = Math.min(sample.rows(), row - pixels / 2 + pixels);
        int left = Math.max(0, column - pixels / 2);
        int right = Math.min(sample.columns(), column - pixels / 2 + pixels);
        int channels = sample.channels();
        for (int channel = 0; channel < channels; channel++) {
            float mean = mean(sample, channel);
            for (int r = top; r < bottom; r++) {
                for (int c = left; c < right; c++) {
                    sample.values()[sample.at(r) + c * channels + channel] = mean;
                }
            }
        }
    }

    private static float mean(Sample sample, int channel) {
        double sum = 0;
        for (int row = 0; row < sample.rows(); row++) {
            for (int column = 0; column < sample.columns(); column++) {
                sum += sample.values()[sample.at(row) + column * sample.channels() + channel];
            }
        }
        return (float) (sum / ((double) sample.rows() * sample.columns()));
    }
}
