package org.seqnet.knime.tensor;

import org.knime.core.data.DataColumnSpec;
import org.seqnet.engine.tensor.ElementType;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.tensor.Tensor;

/**
 * How a tensor is drawn. A tensor of two axes is an image if none of its sides is shorter than 8 or than a quarter of
 * the other; in a column of sequences, it must also have been one before: its column tells its channels, or it holds
 * unsigned bytes, scaled or not. Any other tensor of one or two axes is a sequence.
 */
public enum Depiction {
    /** As an image, a pixel for each number. */
    PICTURE,
    /** As curves, one for each feature. */
    CURVES,
    /** Not at all. */
    NONE;

    private static final int SHORTEST_SIDE = 8;
    private static final int MOST_STRETCHED = 4;

    /** Returns how a tensor in a column is drawn. */
    public static Depiction of(DataColumnSpec column, Tensor tensor) {
        int rank = tensor.shape().rank();
        if (rank > 2 || tensor.size() == 0) {
            return NONE;
        }
        return rank == 2 && isOfImages(column, tensor) && hasSidesOfAnImage(tensor.shape()) ? PICTURE : CURVES;
    }

    private static boolean isOfImages(DataColumnSpec column, Tensor tensor) {
        return !TensorColumn.holdsSequences(column)
                || TensorColumn.channels(column).isPresent()
                || tensor.elementType() == ElementType.UNSIGNED_BYTE;
    }

    private static boolean hasSidesOfAnImage(Shape shape) {
        long shorter = Math.min(shape.size(0), shape.size(1));
        long longer = Math.max(shape.size(0), shape.size(1));
        return shorter >= SHORTEST_SIDE && longer <= MOST_STRETCHED * shorter;
    }
}
