package org.seqnet.engine.kernel;

import java.nio.FloatBuffer;
import java.util.List;
import org.seqnet.engine.kernel.layer.Batch;
import org.seqnet.engine.kernel.layer.Columns;
import org.seqnet.engine.kernel.layer.Derivatives;
import org.seqnet.engine.kernel.layer.Dropout;
import org.seqnet.engine.kernel.layer.Group;
import org.seqnet.engine.kernel.layer.StepOrder;
import org.seqnet.engine.kernel.product.MatrixProducts;
import org.seqnet.engine.kernel.product.Workers;
import org.seqnet.engine.kernel.temporal.TemporalEncoder;
import org.seqnet.engine.network.TemporalConvolutional;

/** Convolutions over time as a branch. */
final class TemporalBranch implements Branch {
    private final TemporalEncoder encoder;
    private final int features;

    /**
     * @param frozenLayers how many layers do not learn
     * @param derivatives whether the input is to be differentiated
     */
    TemporalBranch(
            TemporalConvolutional network,
            int features,
            int frozenLayers,
            Derivatives derivatives,
            MatrixProducts products) {
        this.features = features;
        // By random numbers of its own: those of recurrent layers beside it count from 0.
        var dropout = new Dropout(network.dropout(), -1, 1);
        this.encoder = new TemporalEncoder(network.graph(features), dropout, frozenLayers, derivatives, products);
    }

    @Override
    public int parameterCount() {
        return encoder.parameterCount();
    }

    @Override
    public List<Runnable> packing(FloatBuffer parameters, boolean training) {
        return encoder.packing(parameters, training);
    }

    @Override
    public void forward(Batch batch, float[] values, Workers workers, Columns target) {
        encoder.forward(batch, values, workers, target);
    }

    @Override
    public void backward(Workers workers, Columns gradients) {
        encoder.backward(workers, gradients);
    }

    @Override
    public void addInputGradients(float[] target) {
        encoder.addInputGradients(target);
    }

    @Override
    public List<Runnable> gradients(FloatBuffer target) {
        return encoder.gradients(target);
    }

    @Override
    public Reader reader(int sequences) {
        return new TemporalReader();
    }

    private final class TemporalReader implements Reader {
        private final TemporalEncoder.Reader reader = encoder.reader();
        private float[] values = new float[0];

        @Override
        public void read(SequenceSource source, StepOrder order, Group group, Columns target) {
            int longest = Math.multiplyExact(order.length(group.from()), features);
            if (values.length < longest) {
                values = new float[longest];
            }
            for (int n = group.from(); n < group.to(); n++) {
                source.copyTo(order.sequence(n), values, 0);
                reader.read(values, 0, order.length(n), target.rows(), target.at(n - group.from()));
            }
        }

        @Override
        public void close() {
            reader.close();
        }
    }

    @Override
    public void close() {
        encoder.close();
    }
}
