package org.seqnet.knime.tensor;

import org.knime.core.data.DataValue;
import org.knime.core.data.DataValueComparator;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.tensor.Tensor;

/** Orders tensors by rank, then by shape, then by their values in row-major order. */
final class TensorComparator extends DataValueComparator {
    @Override
    protected int compareDataValues(DataValue first, DataValue second) {
        return compare(((TensorValue) first).tensor(), ((TensorValue) second).tensor());
    }

    private static int compare(Tensor first, Tensor second) {
        int order = compare(first.shape(), second.shape());
        long elements = first.shape().elements();
        for (int i = 0; order == 0 && i < elements; i++) {
            order = Float.compare(first.value(i), second.value(i));
        }
        return order;
    }

    private static int compare(Shape first, Shape second) {
        int order = Integer.compare(first.rank(), second.rank());
        for (int axis = 0; order == 0 && axis < first.rank(); axis++) {
            order = Integer.compare(first.size(axis), second.size(axis));
        }
        return order;
    }
}
