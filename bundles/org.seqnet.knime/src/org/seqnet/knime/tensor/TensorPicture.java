package org.seqnet.knime.tensor;

import java.awt.image.BufferedImage;
import org.seqnet.engine.tensor.Tensor;

/** A tensor of two dimensions as a grey picture. */
final class TensorPicture {
    private TensorPicture() {}

    /** Returns rows x columns as pixels; the smallest value is black, the largest white, one that is no number red. */
    static BufferedImage of(Tensor tensor) {
        int rows = tensor.shape().size(0);
        int columns = tensor.shape().size(1);
        float least = Float.POSITIVE_INFINITY;
        float most = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < rows * columns; i++) {
            float value = tensor.value(i);
            if (Float.isFinite(value)) {
                least = Math.min(least, value);
                most = Math.max(most, value);
            }
        }
        float range = most > least ? most - least : 1;
        var picture = new BufferedImage(columns, rows, BufferedImage.TYPE_INT_RGB);
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                float value = tensor.value(row * columns + column);
                int grey = Math.round(255 * (value - least) / range);
                picture.setRGB(column, row, Float.isFinite(value) ? grey * 0x010101 : 0xCC0000);
            }
        }
        return picture;
    }
}
