package org.seqnet.engine.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.tensor.Shape;

class JpegImageTest {
    private static final String REPLACE = " Replace it with an intact image.";

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void colors_are_about_those_that_were_saved(boolean progressive) throws Exception {
        var image = new BufferedImage(16, 8, BufferedImage.TYPE_INT_RGB);
        fill(image, 200, 100, 30);

        var tensor = ImageFile.read(jpeg(image, progressive), Colours.AS_STORED);

        assertThat(tensor.shape()).isEqualTo(Shape.of(8, 16, 3));
        for (int i = 0; i < tensor.size(); i += 3) {
            assertThat(tensor.value(i)).isCloseTo(200, within(3f));
            assertThat(tensor.value(i + 1)).isCloseTo(100, within(3f));
            assertThat(tensor.value(i + 2)).isCloseTo(30, within(3f));
        }
    }

    @ParameterizedTest
    @CsvSource({"AS_STORED, 8 x 16", "GREY, 8 x 16", "RGB, 8 x 16 x 3"})
    void shades_of_gray_are_about_those_that_were_saved(Colours colours, String shape) throws Exception {
        var tensor = ImageFile.read(jpeg(gray(16, 8), false), colours);

        assertThat(tensor.shape()).hasToString(shape);
        assertThat(tensor.value(0)).isCloseTo(120, within(1f));
        assertThat(tensor.value(tensor.size() - 1)).isCloseTo(120, within(1f));
    }

    @Test
    void metadata_and_what_follows_the_image_change_nothing() throws Exception {
        var file = jpeg(gray(8, 8), false);
        var longer = new ByteArrayOutputStream();
        longer.write(file, 0, 2);
        longer.write(segment(0xE1, "Exif and whatever it holds"));
        longer.write(segment(0xE2, "ICC_PROFILE that no one has to understand"));
        longer.write(segment(0xFE, "a comment"));
        longer.write(0xFF); // a fill byte
        longer.write(file, 2, file.length - 2);
        longer.write(new byte[1000]);

        assertThat(ImageFile.read(longer.toByteArray(), Colours.GREY)).isEqualTo(ImageFile.read(file, Colours.GREY));
    }

    @Test
    void a_file_cut_anywhere_is_refused() throws Exception {
        var file = jpeg(gray(40, 40), true);
        for (int length = 3; length < file.length; length++) {
            assertRefused(
                    Arrays.copyOf(file, length),
                    "The JPEG image is damaged: it ends before its last marker." + REPLACE);
        }
    }

    /** Java's decoder fills up with gray and only warns. */
    @Test
    void an_image_whose_data_ends_early_is_refused_although_it_could_be_filled_up() throws Exception {
        var image = new BufferedImage(64, 64, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < 64 * 64; i++) {
            image.getRaster().setSample(i % 64, i / 64, 0, i * 31 % 256);
        }
        var file = jpeg(image, false);
        var cut = Arrays.copyOf(file, file.length - 500);
        cut[cut.length - 2] = (byte) 0xFF;
        cut[cut.length - 1] = (byte) 0xD9;

        assertRefused(cut, "The JPEG image is damaged and cannot be read." + REPLACE);
    }

    @Test
    void an_image_that_announces_too_many_pixels_is_refused_before_it_is_decoded() throws Exception {
        assertRefused(
                withSize(jpeg(gray(8, 8), false), 0xFFFF, 0xFFFF),
                "The JPEG image has 65535 x 65535 pixels; the maximum is 67,108,864 pixels. Scale it down first.");
        assertRefused(
                withSize(jpeg(gray(8, 8), false), 0, 8), "The JPEG image is damaged: its header specifies no size.");
    }

    @Test
    void pixels_that_are_announced_and_not_there_are_refused_before_any_is_allocated() throws Exception {
        var file = withSize(jpeg(gray(8, 8), false), 8192, 8192);

        assertThatThrownBy(() -> ImageFile.read(file, Colours.GREY))
                .isInstanceOf(SeqNetException.class)
                .hasMessageMatching(
                        "The JPEG image is damaged: it contains \\d bytes of data for 67,108,864 pixels\\." + REPLACE);
    }

    @ParameterizedTest
    @CsvSource({
        "4, 12,   'stored with 12 bits per value'",
        "9, 4,    'a CMYK image for printing'",
        "9, 2,    'stored with 2 channels'",
        "1, 0xC3, 'compressed in a rare way (frame type 3)'",
        "1, 0xC9, 'compressed in a rare way (frame type 9)'"
    })
    void a_kind_of_image_that_is_not_read_is_named(int offset, String value, String kind) throws Exception {
        var file = jpeg(gray(8, 8), false);
        file[frame(file) + offset] = Integer.decode(value).byteValue();

        assertRefused(
                file,
                "The JPEG image is " + kind + ", which is not supported. Save it as an RGB or grayscale image, "
                        + "baseline or progressive.");
    }

    @Test
    void an_image_of_more_scans_than_any_program_writes_is_refused() throws Exception {
        var file = jpeg(gray(8, 8), false);
        int scan = find(file, 0xDA);
        var longer = new ByteArrayOutputStream();
        longer.write(file, 0, scan);
        for (int i = 0; i < 101; i++) {
            longer.write(file, scan, file.length - 2 - scan);
        }
        longer.write(file, file.length - 2, 2);

        assertRefused(longer.toByteArray(), "The JPEG image is damaged: it has more than 100 scans." + REPLACE);
    }

    @Test
    void segments_out_of_order_or_without_form_are_refused() throws Exception {
        var file = jpeg(gray(8, 8), false);
        int frame = frame(file);
        var twice = new ByteArrayOutputStream();
        twice.write(file, 0, frame + 13);
        twice.write(file, frame, file.length - frame);
        assertRefused(twice.toByteArray(), "The JPEG image is damaged: it has two headers." + REPLACE);

        var headless = new ByteArrayOutputStream();
        headless.write(file, 0, frame);
        headless.write(file, frame + 13, file.length - frame - 13);
        assertRefused(
                headless.toByteArray(), "The JPEG image is damaged: its pixels begin before its header." + REPLACE);

        assertRefused(
                new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE0, 0, 1},
                "The JPEG image is damaged: the segment at byte 2 has no length." + REPLACE);
        assertRefused(
                new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE0, 0, 2, 7},
                "The JPEG image is damaged: there is no marker at byte 6." + REPLACE);
    }

    @Test
    void another_format_is_named_as_neither() {
        assertRefused(
                new byte[] {'G', 'I', 'F', '8', '9', 'a'},
                "The file is neither a PNG nor a JPEG image. Convert it to one of these formats.");
        assertRefused(new byte[0], "The file is neither a PNG nor a JPEG image. Convert it to one of these formats.");
    }

    private static void assertRefused(byte[] file, String message) {
        assertThatThrownBy(() -> ImageFile.read(file, Colours.GREY))
                .isInstanceOf(SeqNetException.class)
                .hasMessage(message);
    }

    private static BufferedImage gray(int width, int height) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        fill(image, 120);
        return image;
    }

    private static void fill(BufferedImage image, int... color) {
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                image.getRaster().setPixel(x, y, color);
            }
        }
    }

    private static byte[] jpeg(BufferedImage image, boolean progressive) throws IOException {
        var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        var parameters = writer.getDefaultWriteParam();
        parameters.setProgressiveMode(progressive ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
        var file = new ByteArrayOutputStream();
        try (var out = ImageIO.createImageOutputStream(file)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), parameters);
        } finally {
            writer.dispose();
        }
        return file.toByteArray();
    }

    private static byte[] segment(int marker, String content) {
        var bytes = new byte[4 + content.length()];
        bytes[0] = (byte) 0xFF;
        bytes[1] = (byte) marker;
        bytes[3] = (byte) (2 + content.length());
        for (int i = 0; i < content.length(); i++) {
            bytes[4 + i] = (byte) content.charAt(i);
        }
        return bytes;
    }

    private static byte[] withSize(byte[] file, int width, int height) {
        int at = frame(file) + 5;
        file[at] = (byte) (height >> 8);
        file[at + 1] = (byte) height;
        file[at + 2] = (byte) (width >> 8);
        file[at + 3] = (byte) width;
        return file;
    }

    /** Returns where the marker of the image's header is. */
    private static int frame(byte[] file) {
        return find(file, 0xC0);
    }

    private static int find(byte[] file, int marker) {
        for (int at = 2; ; at += 2 + ((file[at + 2] & 0xFF) << 8) + (file[at + 3] & 0xFF)) {
            if ((file[at + 1] & 0xFF) == marker) {
                return at;
            }
        }
    }
}
