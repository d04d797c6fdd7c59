package org.seqnet.engine.network.dl4j;

import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.seqnet.engine.network.SeedStream;

/**
 * Drops activations as {@link org.deeplearning4j.nn.conf.dropout.Dropout} does, by a seed of our own. ND4J's random
 * numbers depend on what ran before in the process, even if seeded. While training, it stands in for the stock one.
 *
 * <p>What is kept is divided by the share kept, so that inference needs no correction (Srivastava et al., 2014).
 */
final class SeededDropout implements IDropout, AutoCloseable {
    private static final long serialVersionUID = 1;

    private final double dropped;
    private final transient InputArrays masks = new InputArrays();
    private transient SeedStream stream;
    private transient INDArray mask;
    private transient float[] factors = new float[0];

    SeededDropout(double dropped) {
        this.dropped = dropped;
    }

    /** Draws from this stream from now on. */
    void draw(SeedStream newStream) {
        stream = newStream;
    }

    @Override
    public INDArray applyDropout(
            INDArray input, INDArray result, int iteration, int epoch, LayerWorkspaceMgr workspaces) {
        int count = Math.toIntExact(input.length());
        if (factors.length < count) {
            factors = new float[count];
        }
        float kept = (float) (1 / (1 - dropped));
        for (int i = 0; i < count; i++) {
            factors[i] = stream.nextDouble() < dropped ? 0 : kept;
        }
        mask = masks.filled(factors, input.shape());
        return input.muli(mask, result);
    }

    @Override
    public INDArray backprop(INDArray outputGradient, INDArray inputGradient, int iteration, int epoch) {
        return outputGradient.muli(mask, inputGradient);
    }

    @Override
    public void clear() {
        mask = null;
    }

    @Override
    public IDropout clone() {
        throw new UnsupportedOperationException("A seeded dropout belongs to one network.");
    }

    @Override
    public void close() {
        masks.close();
    }
}
