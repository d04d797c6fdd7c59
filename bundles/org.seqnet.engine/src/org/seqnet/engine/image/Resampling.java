package org.seqnet.engine.image;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.tensor.Tensor;

/**
 * Scales images to another size: bilinear where an axis grows; where it shrinks, the triangle of weights is as much
 * wider, so that every pixel counts. The result depends on nothing but the pixels.
 *
 * <p>The image libraries for Java are further from this mean: for 200 x 150 pixels scaled to 32 x 32, Thumbnailator's
 * values are up to 14 of 255 off, those of TwelveMonkeys, which are moved by half a pixel, up to 58; and both change
 * shades of gray by Java's gamma.
 */
public final class Resampling {
    private Resampling() {}

    /** A part of an image: that many pixels from a first column and row on. */
    record Part(int left, int top, int width, int height) {}

    /**
     * Returns an image of unsigned bytes, rows x columns or rows x columns x channels, with other numbers of rows and
     * columns; each value is rounded once.
     */
    public static Tensor scaled(Tensor image, int rows, int columns) {
        var shape = image.shape();
        return shape.size(0) == rows && shape.size(1) == columns
                ? image
                : scaled(image, new Part(0, 0, shape.size(1), shape.size(0)), rows, columns);
    }

    /** Does the same with a part of an image. */
    static Tensor scaled(Tensor image, Part part, int rows, int columns) {
        var shape = image.shape();
        int channels = shape.rank() == 3 ? shape.size(2) : 1;
        var down = Taps.of(part.top, part.height, rows);
        var across = Taps.of(0, part.width, columns);
        var pixels = new float[part.width * channels];
        var mixed = new double[pixels.length];
        var scaled = new byte[rows * columns * channels];
        for (int row = 0, at = 0; row < rows; row++) {
            mixRows(image, part.left, down[row], pixels, mixed);
            for (var taps : across) {
                for (int channel = 0; channel < channels; channel++) {
                    scaled[at++] = (byte) Math.round(taps.sum(mixed, channel, channels));
                }
            }
        }
        return Tensor.ofUnsignedBytes(
                shape.rank() == 3 ? Shape.of(rows, columns, channels) : Shape.of(rows, columns), scaled);
    }

    private static void mixRows(Tensor image, int left, Taps taps, float[] pixels, double[] mixed) {
        int rowLength = image.size() / image.shape().size(0);
        int start = left * (rowLength / image.shape().size(1));
        Arrays.fill(mixed, 0);
        for (int tap = 0; tap < taps.weights.length; tap++) {
            int from = (taps.first + tap) * rowLength + start;
            image.elements().copyTo(from, pixels.length, image.scale(), pixels, 0);
            for (int i = 0; i < pixels.length; i++) {
                mixed[i] += taps.weights[tap] * pixels[i];
            }
        }
    }

    /**
     * The pixels along an axis that a scaled pixel is a mean of.
     *
     * @param first the index of the first one
     * @param weights of it and those after it; their sum is 1
     */
    private record Taps(int first, double[] weights) {
        static Taps[] of(int start, int from, int to) {
            return IntStream.range(0, to).mapToObj(i -> at(i, start, from, to)).toArray(Taps[]::new);
        }

        private static Taps at(int index, int start, int from, int to) {
            double step = (double) from / to;
            double reach = Math.max(1, step);
            double center = (index + 0.5) * step - 0.5;
            int first = Math.max(0, (int) Math.ceil(center - reach));
            int last = Math.min(from - 1, (int) Math.floor(center + reach));
            var weights = IntStream.rangeClosed(first, last)
                    .mapToDouble(pixel -> 1 - Math.abs(pixel - center) / reach)
                    .toArray();
            double sum = 0;
            for (double weight : weights) {
                sum += weight;
            }
            for (int i = 0; i < weights.length; i++) {
                weights[i] /= sum;
            }
            return new Taps(start + first, weights);
        }

        double sum(double[] row, int channel, int channels) {
            double sum = 0;
            for (int tap = 0; tap < weights.length; tap++) {
                sum += weights[tap] * row[(first + tap) * channels + channel];
            }
            return sum;
        }
    }
}
