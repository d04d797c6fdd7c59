package org.seqnet.engine.network.dl4j;

import java.nio.FloatBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.seqnet.engine.network.SeedStream;
import org.seqnet.engine.network.SeedStream.Purpose;

/** Runs a whole network by a kernel of ours, on the parameters of a Deeplearning4j network. */
abstract class KernelPasses implements Passes {
    private final INDArray parameters;
    private final long dropoutSeed;
    private SeedStream dropout;
    private INDArray gradients;

    KernelPasses(INDArray parameters, long dropoutSeed) {
        this.parameters = parameters;
        this.dropoutSeed = dropoutSeed;
        beginEpoch(1);
    }

    /** Makes what is dropped depend on seed and epoch alone. */
    @Override
    public final void beginEpoch(int epoch) {
        dropout = new SeedStream(dropoutSeed, Purpose.DROPOUT, epoch);
    }

    final SeedStream dropout() {
        return dropout;
    }

    final FloatBuffer parameterBuffer() {
        return FloatArrays.buffer(parameters);
    }

    /** Returns the gradients' memory, which is taken when it is first asked for: prediction needs none. */
    final FloatBuffer gradientBuffer() {
        if (gradients == null) {
            gradients = Nd4j.create(DataType.FLOAT, parameters.length());
        }
        return FloatArrays.buffer(gradients);
    }

    @Override
    public final INDArray gradients() {
        return gradients;
    }

    @Override
    public void close() {
        if (gradients != null) {
            gradients.close();
        }
    }
}
