package org.seqnet.engine.network.dl4j;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Keeps the arrays that mini-batches are copied into. Batches come in two sizes, the usual one and the ragged last one,
 * so two arrays serve for all; where training and validation alternate, four. Where sequences differ in length, so does
 * the number of steps of the longest from batch to batch, and arrays are made as they are needed.
 */
@SuppressWarnings("try") // A scope is opened for its effect on this thread, and never asked anything.
final class InputArrays implements AutoCloseable {
    private static final int KEPT = 4;

    private final List<INDArray> arrays = new ArrayList<>(KEPT);

    /** Returns an array of this shape that holds the first values of {@code values}, until the next call. */
    INDArray filled(float[] values, long... shape) {
        var array = of(shape);
        FloatArrays.put(values, array, Math.toIntExact(array.length()));
        return array;
    }

    private INDArray of(long[] shape) {
        for (int i = 0; i < arrays.size(); i++) {
            if (Arrays.equals(arrays.get(i).shape(), shape)) {
                // By position: INDArray.equals compares values.
                arrays.add(0, arrays.remove(i));
                return arrays.get(0);
            }
        }
        if (arrays.size() == KEPT) {
            arrays.remove(KEPT - 1).close();
        }
        // Masks are asked for within Deeplearning4j's workspaces, which would take the array back.
        try (var outsideWorkspaces = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
            arrays.add(0, Nd4j.createUninitialized(DataType.FLOAT, shape, 'c'));
        }
        return arrays.get(0);
    }

    @Override
    public void close() {
        arrays.forEach(INDArray::close);
        arrays.clear();
    }
}
