package org.seqnet.engine.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.tensor.Tensor;

/**
 * How the camera was held: which way up the pixels of a file are shown.
 *
 * @param flippedRows whether the first row of the file is the last that is shown, before rows and columns change places
 * @param flippedColumns the same for columns
 * @param transposed whether rows are shown as columns
 * @see <a href="https://www.cipa.jp/std/documents/download_e.html?DC-008-Translation-2023-E">The EXIF standard</a>
 */
record Orientation(boolean flippedRows, boolean flippedColumns, boolean transposed) {
    /** Pixels that are shown as they are. */
    static final Orientation UPRIGHT = new Orientation(false, false, false);

    private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);
    private static final int MAGIC = 42;
    private static final int TAG = 0x112;
    private static final int TYPE_SHORT = 3;
    private static final int ENTRY_BYTES = 12;

    /** Returns the orientation of a number from 1 to 8. */
    private static Optional<Orientation> of(int number) {
        return number < 1 || number > 8
                ? Optional.empty()
                : Optional.of(new Orientation(
                        number == 3 || number == 4 || number == 6 || number == 7,
                        number == 2 || number == 3 || number == 7 || number == 8,
                        number >= 5));
    }

    /** Returns what the metadata of a camera says; empty if it says nothing, or is damaged, since pixels are whole. */
    static Optional<Orientation> ofExif(ByteBuffer metadata) {
        if (metadata.remaining() < EXIF.length + 8 || metadata.mismatch(ByteBuffer.wrap(EXIF)) < EXIF.length) {
            return Optional.empty();
        }
        var tiff = metadata.slice(metadata.position() + EXIF.length, metadata.remaining() - EXIF.length);
        tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        long directory = tiff.getInt(4) & 0xFFFFFFFFL;
        if (tiff.getShort(2) != MAGIC || directory + 2 > tiff.limit()) {
            return Optional.empty();
        }
        long end = directory + 2 + ENTRY_BYTES * (tiff.getShort((int) directory) & 0xFFFFL);
        for (long entry = directory + 2; entry + ENTRY_BYTES <= Math.min(end, tiff.limit()); entry += ENTRY_BYTES) {
            int at = (int) entry;
            if ((tiff.getShort(at) & 0xFFFF) == TAG && tiff.getShort(at + 2) == TYPE_SHORT) {
                return of(tiff.getShort(at + 8) & 0xFFFF);
            }
        }
        return Optional.empty();
    }

    /** Returns an image of unsigned bytes, rows x columns or rows x columns x channels, the way up that it is shown. */
    Tensor apply(Tensor image) {
        if (equals(UPRIGHT)) {
            return image;
        }
        int rows = image.shape().size(0);
        int columns = image.shape().size(1);
        int channels = image.shape().rank() == 3 ? image.shape().size(2) : 1;
        var turned = new byte[rows * columns * channels];
        for (int row = 0, at = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                int y = flippedRows ? rows - 1 - row : row;
                int x = flippedColumns ? columns - 1 - column : column;
                int pixel = transposed ? x * rows + y : y * columns + x;
                for (int channel = 0; channel < channels; channel++) {
                    turned[pixel * channels + channel] = (byte) image.value(at++);
                }
            }
        }
        int height = transposed ? columns : rows;
        int width = transposed ? rows : columns;
        return Tensor.ofUnsignedBytes(
                image.shape().rank() == 3 ? Shape.of(height, width, channels) : Shape.of(height, width), turned);
    }
}
