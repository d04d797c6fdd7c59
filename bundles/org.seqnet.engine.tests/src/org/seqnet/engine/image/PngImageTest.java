package org.seqnet.engine.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.metadata.IIOMetadataNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.SmallHeap;
import org.seqnet.engine.tensor.ElementType;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.tensor.Tensor;

class PngImageTest {
    @Test
    void grey_values_are_those_of_the_file_row_by_row() throws Exception {
        var image = new BufferedImage(3, 2, BufferedImage.TYPE_BYTE_GRAY);
        var values = new int[] {0, 1, 127, 128, 200, 255};
        image.getRaster().setPixels(0, 0, 3, 2, values);

        var tensor = ImageFile.read(png(image), Colours.GREY);

        assertThat(tensor).isEqualTo(bytes(Shape.of(2, 3), values));
        assertThat(tensor.elementType()).isEqualTo(ElementType.UNSIGNED_BYTE);
    }

    @Test
    void colours_are_red_green_blue_for_each_pixel() throws Exception {
        var image = new BufferedImage(2, 1, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, 0x010203);
        image.setRGB(1, 0, 0xFF00FE);

        assertThat(ImageFile.read(png(image), Colours.RGB)).isEqualTo(bytes(Shape.of(1, 2, 3), 1, 2, 3, 255, 0, 254));
    }

    @Test
    void a_grey_image_as_colours_has_three_equal_values() throws Exception {
        var image = new BufferedImage(1, 1, BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setPixel(0, 0, new int[] {77});

        assertThat(ImageFile.read(png(image), Colours.RGB)).isEqualTo(bytes(Shape.of(1, 1, 3), 77, 77, 77));
    }

    @Test
    void a_coloured_image_as_grey_has_its_brightness() throws Exception {
        var image = new BufferedImage(4, 1, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, 0xFF0000);
        image.setRGB(1, 0, 0x00FF00);
        image.setRGB(2, 0, 0x0000FF);
        image.setRGB(3, 0, 0x4D4D4D);

        assertThat(ImageFile.read(png(image), Colours.GREY)).isEqualTo(bytes(Shape.of(1, 4), 76, 150, 29, 77));
    }

    @ParameterizedTest
    @CsvSource({
        BufferedImage.TYPE_BYTE_GRAY + ", 1 x 2",
        BufferedImage.TYPE_USHORT_GRAY + ", 1 x 2",
        BufferedImage.TYPE_BYTE_INDEXED + ", 1 x 2 x 3",
        BufferedImage.TYPE_INT_RGB + ", 1 x 2 x 3",
        BufferedImage.TYPE_INT_ARGB + ", 1 x 2 x 3"
    })
    void an_image_as_stored_has_as_many_values_per_pixel_as_its_kind(int type, String shape) throws Exception {
        var image = new BufferedImage(2, 1, type);
        image.setRGB(0, 0, 0xFFFFFFFF);

        var tensor = ImageFile.read(png(image), Colours.AS_STORED);

        assertThat(tensor.shape()).hasToString(shape);
        assertThat(tensor.value(0)).isEqualTo(255);
        assertThat(tensor.value(tensor.size() - 1)).isZero();
    }

    @Test
    void black_and_white_without_a_palette_is_gray() throws Exception {
        var file = smallest();
        file[24] = 1; // bits per pixel

        assertThat(ImageFile.read(withChecksums(file), Colours.AS_STORED)).isEqualTo(bytes(Shape.of(1, 1), 0));
    }

    @Test
    void transparency_is_left_out() throws Exception {
        var image = new BufferedImage(1, 1, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(0, 0, 0x80102030);

        assertThat(ImageFile.read(png(image), Colours.RGB)).isEqualTo(bytes(Shape.of(1, 1, 3), 0x10, 0x20, 0x30));
    }

    @Test
    void one_bit_a_pixel_becomes_black_and_white() throws Exception {
        var image = new BufferedImage(3, 1, BufferedImage.TYPE_BYTE_BINARY);
        image.getRaster().setPixels(0, 0, 3, 1, new int[] {1, 0, 1});

        assertThat(ImageFile.read(png(image), Colours.GREY)).isEqualTo(bytes(Shape.of(1, 3), 255, 0, 255));
    }

    @Test
    void a_palette_is_looked_up() throws Exception {
        var image = new BufferedImage(1, 1, BufferedImage.TYPE_BYTE_INDEXED);
        image.setRGB(0, 0, 0xFF0000);

        assertThat(ImageFile.read(png(image), Colours.RGB)).isEqualTo(bytes(Shape.of(1, 1, 3), 255, 0, 0));
    }

    @Test
    void sixteen_bits_are_cut_to_eight() throws Exception {
        var image = new BufferedImage(2, 1, BufferedImage.TYPE_USHORT_GRAY);
        image.getRaster().setPixels(0, 0, 2, 1, new int[] {0xABCD, 0xFFFF});

        assertThat(ImageFile.read(png(image), Colours.GREY)).isEqualTo(bytes(Shape.of(1, 2), 0xAB, 0xFF));
    }

    @Test
    void an_image_that_announces_too_many_pixels_is_refused_before_it_is_decoded() throws Exception {
        var file = smallest();
        file[16] = 0x7F;
        file[20] = 0x7F;

        assertRefused(
                withChecksums(file),
                "The PNG image has 2130706433 x 2130706433 pixels; the maximum is 67,108,864 pixels. Scale it "
                        + "down first.");
    }

    @Test
    void an_image_without_a_size_is_refused() throws Exception {
        var file = smallest();
        file[19] = 0;

        assertRefused(withChecksums(file), "The PNG image is damaged: its header specifies no size.");
    }

    @Test
    void a_file_without_a_header_is_refused() throws Exception {
        assertRefused(Arrays.copyOf(smallest(), 20), "The PNG image is damaged: it does not start with a header.");
    }

    @ParameterizedTest
    @ValueSource(ints = {33, 40, 45})
    void a_file_that_ends_early_is_refused(int length) throws Exception {
        assertRefused(
                Arrays.copyOf(smallest(), length),
                "The PNG image is damaged: it ends before its last chunk. Replace it with an intact image.");
    }

    @Test
    void pixels_that_are_announced_and_not_there_are_refused_before_any_is_allocated() throws Exception {
        var file = smallest();
        var header = ByteBuffer.wrap(file);
        header.putInt(16, 8192).putInt(20, 8192).put(24, (byte) 16).put(25, (byte) 6);

        assertRefused(
                withChecksums(file),
                "The PNG image is damaged: it contains 2 of the 536,879,104 bytes specified by its header. Replace "
                        + "it with an intact image.");
    }

    @Test
    void a_palette_that_is_missing_is_refused() throws Exception {
        var file = smallest();
        file[25] = 3;

        assertRefused(
                withChecksums(file),
                "The PNG image is damaged: its palette is missing. Replace it with an intact image.");
    }

    @Test
    void an_unknown_kind_of_color_is_refused() throws Exception {
        var file = smallest();
        file[25] = 5;

        assertRefused(
                withChecksums(file),
                "The PNG image is damaged: its header specifies an unknown color type. Replace it with an "
                        + "intact image.");
    }

    @Test
    void a_wrong_checksum_of_pixels_is_refused() throws Exception {
        var file = smallest();
        file[43] ^= 1; // in the first part after the header, the compressed data

        assertRefused(
                file,
                "The PNG image is damaged: the checksum of its chunk at byte 33 is wrong. Replace it with an "
                        + "intact image.");
        assertRefused(
                withChecksums(file),
                "The PNG image is damaged: its compressed data is damaged. Replace it with an intact image.");
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                BufferedImage.TYPE_BYTE_GRAY,
                BufferedImage.TYPE_INT_RGB,
                BufferedImage.TYPE_INT_ARGB,
                BufferedImage.TYPE_BYTE_INDEXED,
                BufferedImage.TYPE_BYTE_BINARY,
                BufferedImage.TYPE_USHORT_GRAY
            })
    void with_any_one_bit_exchanged_an_image_is_refused_or_has_the_same_pixels(int type) throws Exception {
        for (var interlaced : new boolean[] {false, true}) {
            var sound = png(noise(type), interlaced);
            var pixels = ImageFile.read(sound, Colours.RGB);
            int refused = 0;
            for (int bit = 0; bit < 8 * sound.length; bit++) {
                var damaged = sound.clone();
                damaged[bit / 8] ^= (byte) (1 << bit % 8);
                try {
                    assertThat(ImageFile.read(damaged, Colours.RGB))
                            .as("bit %d", bit)
                            .isEqualTo(pixels);
                } catch (SeqNetException e) {
                    refused++;
                }
            }
            // a comment of 7 bytes, and the checksums of the comment and its length
            assertThat(8 * sound.length - refused).isLessThanOrEqualTo(8 * (4 + 4 + "Comment a".length() + 4));
        }
    }

    @Test
    void an_interlaced_image_is_read_as_any_other() throws Exception {
        var image = noise(BufferedImage.TYPE_INT_RGB);

        assertThat(ImageFile.read(png(image, true), Colours.RGB)).isEqualTo(ImageFile.read(png(image), Colours.RGB));
    }

    /** A main method, for a Java process of its own: reads the image of the file and prints what comes of it. */
    static final class ReadImage {
        public static void main(String[] arguments) throws IOException {
            try {
                System.out.print(
                        ImageFile.read(Files.readAllBytes(Path.of(arguments[0])), Colours.valueOf(arguments[1])));
            } catch (SeqNetException e) {
                System.out.print(e.getMessage());
            }
        }
    }

    @Test
    void a_sound_image_that_the_heap_is_too_small_for_is_told_with_its_size(@TempDir Path folder) throws Exception {
        var file = folder.resolve("large.png");
        ImageIO.write(new BufferedImage(5000, 5000, BufferedImage.TYPE_3BYTE_BGR), "png", file.toFile());

        assertThat(SmallHeap.run(160, ReadImage.class, file.toString(), "RGB"))
                .isEqualTo("Reading the PNG image of 5,000 x 5,000 pixels requires more memory than available: about "
                        + "144 MB, with a Java heap of at most 160 MB (Java heap space). Increase -Xmx in knime.ini. "
                        + "Alternatively, scale the image down first.");
        assertThat(SmallHeap.run(60, ReadImage.class, file.toString(), "GREY"))
                .isEqualTo("Reading the PNG image of 5,000 x 5,000 pixels requires more memory than available: about "
                        + "96 MB, with a Java heap of at most 60 MB (Java heap space). Increase -Xmx in knime.ini. "
                        + "Alternatively, scale the image down first.");
        assertThat(SmallHeap.run(300, ReadImage.class, file.toString(), "RGB"))
                .isEqualTo("5000 x 5000 x 3 unsigned byte");
    }

    private static BufferedImage noise(int type) {
        var image = new BufferedImage(9, 5, type);
        var random = new Random(type);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                image.setRGB(x, y, random.nextInt());
            }
        }
        return image;
    }

    private static void assertRefused(byte[] file, String message) {
        assertThatThrownBy(() -> ImageFile.read(file, Colours.GREY))
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

    private static byte[] png(BufferedImage image, boolean interlaced) throws IOException {
        var writer = ImageIO.getImageWritersByFormatName("png").next();
        var parameters = writer.getDefaultWriteParam();
        parameters.setProgressiveMode(interlaced ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
        var metadata = writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(image), parameters);
        var comment = new IIOMetadataNode("tEXtEntry");
        comment.setAttribute("keyword", "Comment");
        comment.setAttribute("value", "a");
        var comments = new IIOMetadataNode("tEXt");
        comments.appendChild(comment);
        var root = (IIOMetadataNode) metadata.getAsTree(metadata.getNativeMetadataFormatName());
        root.appendChild(comments);
        metadata.setFromTree(metadata.getNativeMetadataFormatName(), root);
        var file = new ByteArrayOutputStream();
        try (var out = ImageIO.createImageOutputStream(file)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, metadata), parameters);
        } finally {
            writer.dispose();
        }
        return file.toByteArray();
    }

    /** Returns the file with checksums that are right for what its parts hold. */
    private static byte[] withChecksums(byte[] file) {
        var buffer = ByteBuffer.wrap(file);
        for (int at = 8; at < file.length; at += 12 + buffer.getInt(at)) {
            var checksum = new CRC32();
            checksum.update(file, at + 4, 4 + buffer.getInt(at));
            buffer.putInt(at + 8 + buffer.getInt(at), (int) checksum.getValue());
        }
        return file;
    }

    private static Tensor bytes(Shape shape, int... values) {
        var raw = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            raw[i] = (byte) values[i];
        }
        return Tensor.ofUnsignedBytes(shape, raw);
    }
}
