package org.seqnet.engine.network.dl4j;

import org.nd4j.linalg.api.concurrency.AffinityManager.Location;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Copies between Java arrays and whole, contiguous ND4J arrays of floats, wherever these are. */
public final class FloatArrays {
    private FloatArrays() {}

    /** Copies {@code count} values from the start of {@code source}. */
    public static void put(float[] source, INDArray target, int count) {
        requireWhole(target, count);
        target.data().asNioFloat().put(0, source, 0, count);
        Nd4j.getAffinityManager().tagLocation(target, Location.HOST);
    }

    /** Copies {@code count} values to the start of {@code target}. */
    public static void get(INDArray source, float[] target, int count) {
        requireWhole(source, count);
        get(source, target, 0, count);
    }

    /**
     * Copies {@code count} values from the start of {@code source}, which may be longer, to {@code target} from {@code
     * offset} on.
     */
    static void get(INDArray source, float[] target, int offset, int count) {
        Nd4j.getAffinityManager().ensureLocation(source, Location.HOST);
        source.data().asNioFloat().get(0, target, offset, count);
    }

    // data() of a view is the whole buffer it looks into: copying there would hit its neighbors.
    private static void requireWhole(INDArray array, int count) {
        if (array.length() != count || array.data().length() != count || array.offset() != 0) {
            throw new IllegalArgumentException(
                    "Not a whole array of " + count + " floats: " + array.shapeInfoToString());
        }
    }
}
