package org.seqnet.engine.network.dl4j;

import java.nio.FloatBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Runs a whole network by a kernel of ours, on the parameters of a Deeplearning4j network. */
abstract class KernelPasses implements Passes {
    private final INDArray parameters;
    private INDArray gradients;

    KernelPasses(INDArray parameters) {
        this.parameters = parameters;
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
