package org.seqnet.engine.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.tensor.Tensor;

class ResizingTest {
    @Test
    void stretched_width_and_height_are_scaled_independently() {
        var image = random(9, 4, 1);

        assertThat(new Resizing(8, 3, AspectRatio.STRETCH).apply(image)).isEqualTo(Resampling.scaled(image, 3, 8));
    }

    /** Of 6 columns, the 2 in the middle are as wide as the image is high. */
    @Test
    void cropped_only_the_middle_counts() {
        var image = bytes(Shape.of(2, 6), 9, 9, 1, 2, 9, 9, 9, 9, 3, 4, 9, 9);

        assertThat(new Resizing(2, 2, AspectRatio.CROP).apply(image)).isEqualTo(bytes(Shape.of(2, 2), 1, 2, 3, 4));
    }

    @ParameterizedTest
    @CsvSource({"30, 17, 8, 8", "17, 30, 8, 8", "9, 9, 4, 8", "5, 40, 20, 3", "7, 5, 21, 15"})
    void cropped_pixels_are_those_of_the_part_cut_out_first(int width, int height, int toWidth, int toHeight) {
        var image = random(height, width, 3);
        double scale = Math.min((double) width / toWidth, (double) height / toHeight);
        int partWidth = (int) Math.max(1, Math.round(toWidth * scale));
        int partHeight = (int) Math.max(1, Math.round(toHeight * scale));
        var part = new byte[partHeight * partWidth * 3];
        for (int row = 0, at = 0; row < partHeight; row++) {
            for (int i = 0; i < partWidth * 3; i++) {
                int left = (width - partWidth) / 2;
                part[at++] = (byte) image.value(((height - partHeight) / 2 + row) * width * 3 + left * 3 + i);
            }
        }

        assertThat(new Resizing(toWidth, toHeight, AspectRatio.CROP).apply(image))
                .isEqualTo(Resampling.scaled(
                        Tensor.ofUnsignedBytes(Shape.of(partHeight, partWidth, 3), part), toHeight, toWidth));
    }

    /** A wide image gets black rows above and below, a high one black columns at its sides. */
    @Test
    void padded_the_whole_image_is_kept_on_black() {
        assertThat(new Resizing(4, 4, AspectRatio.PAD).apply(bytes(Shape.of(1, 2), 50, 50)))
                .isEqualTo(bytes(Shape.of(4, 4), 0, 0, 0, 0, 50, 50, 50, 50, 50, 50, 50, 50, 0, 0, 0, 0));
        assertThat(new Resizing(3, 1, AspectRatio.PAD).apply(bytes(Shape.of(2, 2, 3), new int[12])))
                .isEqualTo(bytes(Shape.of(1, 3, 3), new int[9]));
        assertThat(new Resizing(3, 2, AspectRatio.PAD).apply(bytes(Shape.of(2, 1, 3), 1, 2, 3, 4, 5, 6)))
                .isEqualTo(bytes(Shape.of(2, 3, 3), 0, 0, 0, 1, 2, 3, 0, 0, 0, 0, 0, 0, 4, 5, 6, 0, 0, 0));
    }

    @ParameterizedTest
    @EnumSource
    void an_image_of_the_size_asked_for_keeps_its_pixels(AspectRatio aspectRatio) {
        var image = random(5, 7, 3);

        assertThat(new Resizing(7, 5, aspectRatio).apply(image)).isEqualTo(image);
    }

    /** Sizes that would be too large if the image were scaled before it is cut. */
    @ParameterizedTest
    @EnumSource
    void an_extreme_aspect_ratio_is_scaled_too(AspectRatio aspectRatio) {
        var line = Tensor.ofUnsignedBytes(Shape.of(1, 1 << 16), new byte[1 << 16]);

        assertThat(new Resizing(3, 4096, aspectRatio).apply(line).shape()).isEqualTo(Shape.of(4096, 3));
        assertThat(new Resizing(3, 2, aspectRatio)
                        .apply(line.reshaped(Shape.of(1 << 16, 1)))
                        .shape())
                .isEqualTo(Shape.of(2, 3));
    }

    @Test
    void words_name_size_and_aspect_ratio() {
        assertThat(new Resizing(32, 24, AspectRatio.STRETCH).words()).isEqualTo("32 x 24, stretched");
        assertThat(new Resizing(32, 24, AspectRatio.CROP).words()).isEqualTo("32 x 24, cropped");
        assertThat(new Resizing(32, 24, AspectRatio.PAD).words()).isEqualTo("32 x 24, padded");
    }

    private static Tensor random(int rows, int columns, int channels) {
        var values = new Random(rows).ints(rows * columns * channels, 0, 256).toArray();
        return bytes(channels == 1 ? Shape.of(rows, columns) : Shape.of(rows, columns, channels), values);
    }

    private static Tensor bytes(Shape shape, int... values) {
        var raw = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            raw[i] = (byte) values[i];
        }
        return Tensor.ofUnsignedBytes(shape, raw);
    }
}
