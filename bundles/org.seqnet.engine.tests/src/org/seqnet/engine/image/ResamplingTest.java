package org.seqnet.engine.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.tensor.Tensor;

class ResamplingTest {
    @Test
    void an_image_of_the_size_asked_for_stays_the_same_object() {
        var image = bytes(Shape.of(1, 2), 3, 4);

        assertThat(Resampling.scaled(image, 1, 2)).isSameAs(image);
    }

    /** The centers of the four pixels lie at -0.25, 0.25, 0.75 and 1.25 of the two. */
    @Test
    void an_axis_that_grows_is_interpolated_between_the_centers_of_pixels() {
        assertThat(Resampling.scaled(bytes(Shape.of(1, 2), 0, 200), 1, 4))
                .isEqualTo(bytes(Shape.of(1, 4), 0, 50, 150, 200));
    }

    /** The weights of the first of two pixels are 3, 3 and 1, those of the second 1, 3 and 3, of 7. */
    @Test
    void an_axis_that_shrinks_takes_every_pixel_into_account() {
        assertThat(Resampling.scaled(bytes(Shape.of(4, 1), 70, 0, 7, 210), 2, 1))
                .isEqualTo(bytes(Shape.of(2, 1), 31, 93));
    }

    @Test
    void channels_are_not_mixed() {
        assertThat(Resampling.scaled(bytes(Shape.of(1, 2, 3), 0, 10, 255, 200, 10, 0), 1, 4))
                .isEqualTo(bytes(Shape.of(1, 4, 3), 0, 10, 255, 50, 10, 191, 150, 10, 64, 200, 10, 0));
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 5, 7", "9, 4, 1, 1", "9, 4, 4, 9", "28, 28, 10, 31", "5, 40, 5, 3"})
    void an_image_of_one_color_keeps_it(int rows, int columns, int toRows, int toColumns) {
        var values = new int[rows * columns];
        Arrays.fill(values, 255);

        var scaled = Resampling.scaled(bytes(Shape.of(rows, columns), values), toRows, toColumns);

        assertThat(scaled.shape()).isEqualTo(Shape.of(toRows, toColumns));
        for (int i = 0; i < scaled.size(); i++) {
            assertThat(scaled.value(i)).isEqualTo(255);
        }
    }

    @ParameterizedTest
    @CsvSource({"5, 3, 2, 7", "7, 9, 7, 4", "2, 2, 6, 5", "30, 17, 4, 3"})
    void every_pixel_is_the_mean_by_a_triangle_around_its_center(int rows, int columns, int toRows, int toColumns) {
        var random = new Random(rows);
        var image = bytes(
                Shape.of(rows, columns), random.ints(rows * columns, 0, 256).toArray());

        var scaled = Resampling.scaled(image, toRows, toColumns);

        for (int row = 0; row < toRows; row++) {
            for (int column = 0; column < toColumns; column++) {
                double mean = mean(image, (row + 0.5) * rows / toRows, (column + 0.5) * columns / toColumns, scaled);
                assertThat((double) scaled.value(row * toColumns + column)).isBetween(mean - 0.500001, mean + 0.500001);
            }
        }
    }

    /** Returns the mean around a point by the definition: over all pixels, each by its distance from the point. */
    private static double mean(Tensor image, double y, double x, Tensor scaled) {
        double weights = 0;
        double sum = 0;
        for (int row = 0; row < image.shape().size(0); row++) {
            for (int column = 0; column < image.shape().size(1); column++) {
                double weight = weight(
                                row + 0.5 - y,
                                image.shape().size(0),
                                scaled.shape().size(0))
                        * weight(
                                column + 0.5 - x,
                                image.shape().size(1),
                                scaled.shape().size(1));
                weights += weight;
                sum += weight * image.value(row * image.shape().size(1) + column);
            }
        }
        return sum / weights;
    }

    private static double weight(double distance, int from, int to) {
        return Math.max(0, 1 - Math.abs(distance) / Math.max(1, (double) from / to));
    }

    private static Tensor bytes(Shape shape, int... values) {
        var raw = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            raw[i] = (byte) values[i];
        }
        return Tensor.ofUnsignedBytes(shape, raw);
    }
}
