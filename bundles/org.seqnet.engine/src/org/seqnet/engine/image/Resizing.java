package org.seqnet.engine.image;

import org.seqnet.engine.image.Resampling.Part;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.tensor.Tensor;

/**
 * Gives images of all sizes one size.
 *
 * @param width the columns of the new image
 * @param height the rows of the new image
 */
public record Resizing(int width, int height, AspectRatio aspectRatio) {

    /** Returns an image of unsigned bytes, rows x columns or rows x columns x channels, at the new size. */
    public Tensor apply(Tensor image) {
        return switch (aspectRatio) {
            case STRETCH -> Resampling.scaled(image, height, width);
            case CROP -> Resampling.scaled(image, largestPart(image.shape()), height, width);
            case PAD -> padded(image);
        };
    }

    /** Returns the size and how the aspect ratio is treated in words, such as {@code 32 x 24, cropped}. */
    public String words() {
        return "%d x %d, %s"
                .formatted(
                        width,
                        height,
                        switch (aspectRatio) {
                            case STRETCH -> "stretched";
                            case CROP -> "cropped";
                            case PAD -> "padded";
                        });
    }

    private Part largestPart(Shape image) {
        long rows = image.size(0);
        long columns = image.size(1);
        boolean isWider = columns * height > rows * width;
        int partWidth = isWider ? rounded(rows * width, height) : (int) columns;
        int partHeight = isWider ? (int) rows : rounded(columns * height, width);
        return new Part((int) (columns - partWidth) / 2, (int) (rows - partHeight) / 2, partWidth, partHeight);
    }

    private Tensor padded(Tensor image) {
        long rows = image.shape().size(0);
        long columns = image.shape().size(1);
        boolean isWider = columns * height > rows * width;
        int innerWidth = isWider ? width : rounded(columns * height, rows);
        int innerHeight = isWider ? rounded(rows * width, columns) : height;
        return framed(Resampling.scaled(image, innerHeight, innerWidth));
    }

    private Tensor framed(Tensor inner) {
        int rows = inner.shape().size(0);
        int columns = inner.shape().size(1);
        if (rows == height && columns == width) {
            return inner;
        }
        int channels = inner.shape().rank() == 3 ? inner.shape().size(2) : 1;
        int left = (width - columns) / 2;
        int top = (height - rows) / 2;
        var values = new byte[height * width * channels];
        for (int row = 0; row < rows; row++) {
            int target = ((top + row) * width + left) * channels;
            for (int i = 0; i < columns * channels; i++) {
                values[target + i] = (byte) inner.value(row * columns * channels + i);
            }
        }
        return Tensor.ofUnsignedBytes(
                channels == 1 && inner.shape().rank() == 2
                        ? Shape.of(height, width)
                        : Shape.of(height, width, channels),
                values);
    }

    /** Returns a quotient of positive numbers, rounded, at least 1. */
    private static int rounded(long dividend, long divisor) {
        return (int) Math.max(1, (2 * dividend + divisor) / (2 * divisor));
    }
}
