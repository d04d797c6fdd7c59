package org.seqnet.engine.sequence;

import java.util.Optional;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.tensor.Tensor;

/**
 * Cuts an endless run of steps into windows of equal length: the first begins at the first step, each further one
 * {@code stride} steps later. Keeps no more than one window. Not for several threads at once.
 */
public final class SlidingWindow {

    private final SequenceShape shape;
    private final int stride;
    private final double[] ring;
    private long seen;

    /**
     * @param shape the length of a window and the number of values at each step
     * @param stride how many steps lie between the beginnings of two windows
     */
    public SlidingWindow(SequenceShape shape, int stride) {
        if (stride < 1) {
            throw new SeqNetException("Windows need a step size of at least 1, not " + stride + ".");
        }
        this.shape = shape;
        this.stride = stride;
        this.ring = new double[shape.values()];
    }

    /**
     * Adds a step.
     *
     * @param step its values, as many as there are features; copied
     * @return the window that this step completes, time steps x features, of doubles; mostly empty if the stride is
     *     long
     */
    public Optional<Tensor> add(double[] step) {
        var features = shape.features();
        System.arraycopy(step, 0, ring, (int) (seen % shape.timeSteps()) * features, features);
        seen++;
        var behindFirst = seen - shape.timeSteps();
        return behindFirst >= 0 && behindFirst % stride == 0 ? Optional.of(unrolled()) : Optional.empty();
    }

    /** Begins anew, as after a gap: no window holds steps from before and from after. */
    public void reset() {
        seen = 0;
    }

    private Tensor unrolled() {
        var oldest = (int) (seen % shape.timeSteps()) * shape.features();
        var window = new double[ring.length];
        System.arraycopy(ring, oldest, window, 0, ring.length - oldest);
        System.arraycopy(ring, 0, window, ring.length - oldest, oldest);
        return Tensor.ofDoubles(shape.toShape(), window);
    }
}
