package org.seqnet.engine.network.dl4j;

import java.nio.FloatBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Copies between Java arrays and whole, contiguous ND4J arrays of floats. */
public final class FloatArrays {
    private FloatArrays() {}

    /** Copies {@code count} values from the start of {@code source}. */
    public static void put(float[] source, INDArray target, int count) {
        requireWhole(target, count);
        target.data().asNioFloat().put(0, source, 0, count);
    }

    /** Copies {@code count} values to the start of {@code target}. */
    public static void get(INDArray source, float[] target, int count) {
        requireWhole(source, count);
        source.data().asNioFloat().get(0, target, 0, count);
    }

    /** Returns the memory of a whole array; it is valid as long as the array is. */
    static FloatBuffer buffer(INDArray array) {
        requireWhole(array, Math.toIntExact(array.length()));
        return array.data().asNioFloat();
    }

    // data() of a view is the whole buffer it looks into: copying there would hit its neighbours.
    private static void requireWhole(INDArray array, int count) {
        if (array.length() != count || array.data().length() != count || array.offset() != 0) {
            throw new IllegalArgumentException(
                    "Not a whole array of " + count + " floats: " + array.shapeInfoToString());
        }
    }
}
