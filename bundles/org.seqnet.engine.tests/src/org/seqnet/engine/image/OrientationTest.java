package org.seqnet.engine.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.tensor.Tensor;

class OrientationTest {
    /** The pixels 1 2 3 above 4 5 6, shown as the standard's table of the eight orientations says. */
    @ParameterizedTest
    @CsvSource({
        "1, 2 x 3, 1 2 3 4 5 6",
        "2, 2 x 3, 3 2 1 6 5 4",
        "3, 2 x 3, 6 5 4 3 2 1",
        "4, 2 x 3, 4 5 6 1 2 3",
        "5, 3 x 2, 1 4 2 5 3 6",
        "6, 3 x 2, 4 1 5 2 6 3",
        "7, 3 x 2, 6 3 5 2 4 1",
        "8, 3 x 2, 3 6 2 5 1 4"
    })
    void pixels_are_shown_the_way_up_that_the_camera_was_held(int number, String shape, String shown) {
        var image = Tensor.ofUnsignedBytes(Shape.of(2, 3), new byte[] {1, 2, 3, 4, 5, 6});

        var upright = orientation(number, ByteOrder.BIG_ENDIAN).apply(image);

        assertThat(upright.shape()).hasToString(shape);
        assertThat(values(upright)).isEqualTo(shown);
    }

    @Test
    void channels_of_a_pixel_stay_together() {
        var image = Tensor.ofUnsignedBytes(Shape.of(1, 2, 3), new byte[] {1, 2, 3, 4, 5, 6});

        var upright = orientation(8, ByteOrder.LITTLE_ENDIAN).apply(image);

        assertThat(upright.shape()).isEqualTo(Shape.of(2, 1, 3));
        assertThat(values(upright)).isEqualTo("4 5 6 1 2 3");
    }

    /** A JPEG file that is dark on the left, held so that its left side is shown at the bottom. */
    @Test
    void a_jpeg_file_is_read_upright() throws IOException {
        var image = new BufferedImage(32, 16, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < 32 * 16; i++) {
            image.getRaster().setSample(i % 32, i / 32, 0, i % 32 < 16 ? 20 : 220);
        }
        var file = new ByteArrayOutputStream();
        ImageIO.write(image, "jpeg", file);

        var upright =
                ImageFile.read(withMetadata(file.toByteArray(), exif(8, ByteOrder.LITTLE_ENDIAN)), Colours.AS_STORED);

        assertThat(upright.shape()).isEqualTo(Shape.of(32, 16));
        assertThat(upright.value(0)).isBetween(210f, 230f);
        assertThat(upright.value(upright.size() - 1)).isBetween(10f, 30f);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 9, 65535})
    void a_number_that_means_nothing_turns_nothing(int number) {
        assertThat(Orientation.ofExif(ByteBuffer.wrap(exif(number, ByteOrder.BIG_ENDIAN))))
                .isEmpty();
    }

    /** Pixels do not depend on it, so that a file is read however damaged its metadata is. */
    @Test
    void damaged_metadata_is_left_out_of_account() {
        var whole = exif(6, ByteOrder.LITTLE_ENDIAN);
        assertThat(Orientation.ofExif(ByteBuffer.wrap(whole))).isPresent();
        for (int length = 0; length < whole.length; length++) {
            assertThat(Orientation.ofExif(ByteBuffer.wrap(Arrays.copyOf(whole, length))))
                    .isEmpty();
        }
        for (int at = 0; at < whole.length; at++) {
            for (int value : new int[] {0, 0x7F, 0xFF}) {
                var damaged = whole.clone();
                damaged[at] = (byte) value;
                Orientation.ofExif(ByteBuffer.wrap(damaged)); // without an exception
            }
        }
    }

    private static Orientation orientation(int number, ByteOrder order) {
        return Orientation.ofExif(ByteBuffer.wrap(exif(number, order))).orElseThrow();
    }

    /** Returns the metadata of a camera: its directory has another entry first. */
    private static byte[] exif(int orientation, ByteOrder order) {
        var exif = ByteBuffer.allocate(6 + 8 + 2 + 2 * 12).order(order);
        exif.put("Exif\0\0".getBytes(StandardCharsets.US_ASCII));
        exif.put((byte) (order == ByteOrder.BIG_ENDIAN ? 'M' : 'I'));
        exif.put((byte) (order == ByteOrder.BIG_ENDIAN ? 'M' : 'I'));
        exif.putShort((short) 42).putInt(8).putShort((short) 2);
        exif.putShort((short) 0x100).putShort((short) 4).putInt(1).putInt(4000);
        exif.putShort((short) 0x112).putShort((short) 3).putInt(1).putShort((short) orientation);
        return exif.array();
    }

    private static byte[] withMetadata(byte[] file, byte[] metadata) {
        return ByteBuffer.allocate(file.length + 4 + metadata.length)
                .put(file, 0, 2)
                .putShort((short) 0xFFE1)
                .putShort((short) (2 + metadata.length))
                .put(metadata)
                .put(file, 2, file.length - 2)
                .array();
    }

    private static String values(Tensor image) {
        var text = new StringBuilder();
        for (int i = 0; i < image.size(); i++) {
            text.append(i == 0 ? "" : " ").append((int) image.value(i));
        }
        return text.toString();
    }
}
