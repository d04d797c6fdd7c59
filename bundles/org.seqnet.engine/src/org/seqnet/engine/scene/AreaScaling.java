package org.seqnet.engine.scene;

import org.seqnet.engine.tensor.Tensor;

/**
 * Makes images smaller or larger: a pixel of the result is the mean of the area that it covers. Computes in whole
 * numbers and rounds once, so that every machine gives the same bytes.
 */
final class AreaScaling {
    private AreaScaling() {}

    /** Returns the gray values of an image at another size, row by row. */
    static int[] scale(Tensor image, int height, int width) {
        int imageHeight = image.shape().size(0);
        int imageWidth = image.shape().size(1);
        long area = (long) imageHeight * imageWidth;
        var scaled = new int[height * width];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                scaled[y * width + x] = (int) ((2 * sum(image, y, height, x, width) + area) / (2 * area));
            }
        }
        return scaled;
    }

    /** Returns the weighted sum of what a pixel covers; the weights add up to the image's number of pixels. */
    private static long sum(Tensor image, int y, int height, int x, int width) {
        int imageHeight = image.shape().size(0);
        int imageWidth = image.shape().size(1);
        long sum = 0;
        for (int row = first(y, imageHeight, height); row < end(y, imageHeight, height); row++) {
            long inRow = 0;
            for (int column = first(x, imageWidth, width); column < end(x, imageWidth, width); column++) {
                inRow += overlap(x, imageWidth, column, width)
                        * (long) image.elements().raw(row * imageWidth + column);
            }
            sum += overlap(y, imageHeight, row, height) * inRow;
        }
        return sum;
    }

    private static int first(int target, int from, int to) {
        return (int) ((long) target * from / to);
    }

    private static int end(int target, int from, int to) {
        return (int) (((target + 1L) * from + to - 1) / to);
    }

    /** Returns the common length of two pixels, in a unit of which a target pixel has {@code from}, a source pixel {@code to}. */
    private static long overlap(int target, int from, int source, int to) {
        return Math.min((target + 1L) * from, (source + 1L) * to) - Math.max((long) target * from, (long) source * to);
    }
}
