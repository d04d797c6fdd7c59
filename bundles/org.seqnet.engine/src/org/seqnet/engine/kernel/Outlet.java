package org.seqnet.engine.kernel;

import java.nio.FloatBuffer;
import java.util.List;
import org.seqnet.engine.kernel.layer.Batch;
import org.seqnet.engine.kernel.layer.Columns;
import org.seqnet.engine.kernel.layer.Inputs;
import org.seqnet.engine.kernel.layer.Layer;
import org.seqnet.engine.kernel.layer.Pass;
import org.seqnet.engine.kernel.layer.Stream;

/** The end of a branch's layers: what they give goes to columns, and the gradients come from there. */
final class Outlet implements Layer {
    private final int outputs;
    private Columns columns;

    /** @param outputs how many values the layer below gives for a sequence */
    Outlet(int outputs) {
        this.outputs = outputs;
    }

    /** Takes these columns from now on. */
    void connect(Columns newColumns) {
        columns = newColumns;
    }

    private final class OutletPass implements Pass {
        @Override
        public boolean isLastStepOnly() {
            return true;
        }

        @Override
        public void write(int step, int from, int to, float[] rows, int offset) {
            for (int n = from; n < to; n++) {
                System.arraycopy(rows, offset + (n - from) * outputs, columns.rows(), columns.at(n), outputs);
            }
        }

        @Override
        public void forward(int from, int to, Inputs above) {
            // Has been done by writing.
        }

        @Override
        public void backward(int from, int to, Pass above) {
            // Is done by reading.
        }

        @Override
        public void readInputGradient(int step, int from, int to, float[] target, int offset) {
            for (int n = from; n < to; n++) {
                System.arraycopy(columns.rows(), columns.at(n), target, offset + (n - from) * outputs, outputs);
            }
        }

        @Override
        public void close() {
            // Has nothing.
        }
    }

    @Override
    public int parameterCount() {
        return 0;
    }

    @Override
    public List<Runnable> packing(FloatBuffer parameters, boolean training) {
        return List.of();
    }

    @Override
    public void prepare(Batch batch, boolean waits) {
        // Keeps nothing.
    }

    @Override
    public Pass pass(int sequences) {
        return new OutletPass();
    }

    @Override
    public Stream stream(Stream.Size size) {
        throw new IllegalStateException("Predictions leave a branch by another way.");
    }

    @Override
    public List<Runnable> gradients(FloatBuffer target) {
        return List.of();
    }

    @Override
    public void close() {
        // Has nothing.
    }
}
