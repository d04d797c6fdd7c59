package org.seqnet.engine.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.tensor.ElementType;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.tensor.Tensor;

class PngImageTest {
    @Test
    void grey_values_are_those_of_the_file_row_by_row() throws Exception {
        var image = new BufferedImage(3, 2, BufferedImage.TYPE_BYTE_GRAY);
        var values = new int[] {0, 1, 127, 128, 200, 255};
        image.getRaster().setPixels(0, 0, 3, 2, values);

        var tensor = PngImage.read(png(image), Colours.GREY);

        assertThat(tensor).isEqualTo(bytes(Shape.of(2, 3), values));
        assertThat(tensor.elementType()).isEqualTo(ElementType.UNSIGNED_BYTE);
    }

    @Test
    void colours_are_red_green_blue_for_each_pixel() throws Exception {
        var image = new BufferedImage(2, 1, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, 0x010203);
        image.setRGB(1, 0, 0xFF00FE);

        assertThat(PngImage.read(png(image), Colours.RGB)).isEqualTo(bytes(Shape.of(1, 2, 3), 1, 2, 3, 255, 0, 254));
    }

    @Test
    void a_grey_image_as_colours_has_three_equal_values() throws Exception {
        var image = new BufferedImage(1, 1, BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setPixel(0, 0, new int[] {77});

        assertThat(PngImage.read(png(image), Colours.RGB)).isEqualTo(bytes(Shape.of(1, 1, 3), 77, 77, 77));
    }

    @Test
    void a_coloured_image_as_grey_has_its_brightness() throws Exception {
        var image = new BufferedImage(4, 1, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, 0xFF0000);
        image.setRGB(1, 0, 0x00FF00);
        image.setRGB(2, 0, 0x0000FF);
        image.setRGB(3, 0, 0x4D4D4D);

        assertThat(PngImage.read(png(image), Colours.GREY)).isEqualTo(bytes(Shape.of(1, 4), 76, 150, 29, 77));
    }

    @Test
    void transparency_is_left_out() throws Exception {
        var image = new BufferedImage(1, 1, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(0, 0, 0x80102030);

        assertThat(PngImage.read(png(image), Colours.RGB)).isEqualTo(bytes(Shape.of(1, 1, 3), 0x10, 0x20, 0x30));
    }

    @Test
    void one_bit_a_pixel_becomes_black_and_white() throws Exception {
        var image = new BufferedImage(3, 1, BufferedImage.TYPE_BYTE_BINARY);
        image.getRaster().setPixels(0, 0, 3, 1, new int[] {1, 0, 1});

        assertThat(PngImage.read(png(image), Colours.GREY)).isEqualTo(bytes(Shape.of(1, 3), 255, 0, 255));
    }

    @Test
    void a_palette_is_looked_up() throws Exception {
        var image = new BufferedImage(1, 1, BufferedImage.TYPE_BYTE_INDEXED);
        image.setRGB(0, 0, 0xFF0000);

        assertThat(PngImage.read(png(image), Colours.RGB)).isEqualTo(bytes(Shape.of(1, 1, 3), 255, 0, 0));
    }

    @Test
    void sixteen_bits_are_cut_to_eight() throws Exception {
        var image = new BufferedImage(2, 1, BufferedImage.TYPE_USHORT_GRAY);
        image.getRaster().setPixels(0, 0, 2, 1, new int[] {0xABCD, 0xFFFF});

        assertThat(PngImage.read(png(image), Colours.GREY)).isEqualTo(bytes(Shape.of(1, 2), 0xAB, 0xFF));
    }

    @Test
    void an_image_that_announces_too_many_pixels_is_refused_before_it_is_decoded() throws Exception {
        var file = smallest();
        file[16] = 0x7F;
        file[20] = 0x7F;

        assertRefused(
                file,
                "The PNG image has 2130706433 x 2130706433 pixels; up to 67,108,864 are read. Scale it down first.");
    }

    @Test
    void an_image_without_a_size_is_refused() throws Exception {
        var file = smallest();
        file[19] = 0;

        assertRefused(file, "The PNG image is damaged: its header gives no size.");
    }

    @Test
    void another_format_is_refused() {
        assertRefused(
                new byte[] {'G', 'I', 'F', '8', '9', 'a'},
                "The image is no PNG file: its first bytes are not those of the format.");
        assertRefused(new byte[0], "The image is no PNG file: its first bytes are not those of the format.");
    }

    @Test
    void a_file_without_a_header_is_refused() throws Exception {
        assertRefused(Arrays.copyOf(smallest(), 20), "The PNG image is damaged: it does not begin with a header.");
    }

    @ParameterizedTest
    @ValueSource(ints = {33, 40, 45})
    void a_file_that_ends_early_is_refused(int length) throws Exception {
        assertRefused(
                Arrays.copyOf(smallest(), length),
                "The PNG image is damaged and cannot be read; replace it by a sound one.");
    }

    private static void assertRefused(byte[] file, String message) {
        assertThatThrownBy(() -> PngImage.read(file, Colours.GREY))
                .isInstanceOf(SeqNetException.class)
                .hasMessage(message);
    }

    private static byte[] smallest() throws IOException {
        return png(new BufferedImage(1, 1, BufferedImage.TYPE_BYTE_GRAY));
    }

    private static byte[] png(BufferedImage image) throws IOException {
        var file = new ByteArrayOutputStream();
        ImageIO.write(image, "png", file);
        return file.toByteArray();
    }

    private static Tensor bytes(Shape shape, int... values) {
        var raw = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            raw[i] = (byte) values[i];
        }
        return Tensor.ofUnsignedBytes(shape, raw);
    }
}
