package org.seqnet.engine.image;

import java.util.stream.IntStream;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.tensor.Tensor;

/**
 * Scales images to another size: bilinear where an axis grows; where it shrinks, the triangle of weights is as much
 * wider, so that every pixel counts. The result depends on nothing but the pixels.
 */
public final class Resampling {
    private Resampling() {}

    /**
     * Returns an image of unsigned bytes, rows x columns or rows x columns x channels, with other numbers of rows and
     * columns; each value is rounded once.
     */
    public static Tensor scaled(Tensor image, int rows, int columns) {
        var shape = image.shape();
        if (shape.size(0) == rows && shape.size(1) == columns) {
            return image;
        }
        int channels = shape.rank() == 3 ? shape.size(2) : 1;
        var down = Taps.of(shape.size(0), rows);
        var across = Taps.of(shape.size(1), columns);
        var mixed = new double[shape.size(1) * channels];
        var scaled = new byte[rows * columns * channels];
        for (int row = 0, at = 0; row < rows; row++) {
            mixRows(image, down[row], mixed);
            for (var taps : across) {
                for (int channel = 0; channel < channels; channel++) {
                    scaled[at++] = (byte) Math.round(taps.sum(mixed, channel, channels));
                }
            }
        }
        return Tensor.ofUnsignedBytes(
                shape.rank() == 3 ? Shape.of(rows, columns, channels) : Shape.of(rows, columns), scaled);
    }

    private static void mixRows(Tensor image, Taps taps, double[] mixed) {
        for (int i = 0; i < mixed.length; i++) {
            double sum = 0;
            for (int tap = 0; tap < taps.weights.length; tap++) {
                sum += taps.weights[tap] * image.value((taps.first + tap) * mixed.length + i);
            }
            mixed[i] = sum;
        }
    }

    /**
     * The pixels along an axis that a scaled pixel is a mean of.
     *
     * @param first the index of the first one
     * @param weights of it and those after it; their sum is 1
     */
    private record Taps(int first, double[] weights) {
        static Taps[] of(int from, int to) {
            return IntStream.range(0, to).mapToObj(i -> at(i, from, to)).toArray(Taps[]::new);
        }

        private static Taps at(int index, int from, int to) {
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
            return new Taps(first, weights);
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
