package org.seqnet.knime.tensor;

import org.seqnet.engine.tensor.Tensor;

/** The values of a tensor, to compare with. */
public final class Floats {
    private Floats() {}

    /** Returns all scaled values, row-major. */
    public static float[] of(Tensor tensor) {
        var values = new float[tensor.size()];
        tensor.copyTo(values, 0);
        return values;
    }
}
