package org.seqnet.engine.accelerator;

import org.seqnet.engine.kernel.MiniBatch;
import org.seqnet.engine.kernel.NetworkKernel;
import org.seqnet.engine.kernel.Outcome;
import org.seqnet.engine.kernel.SequenceSource;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.SeedStream;
import org.seqnet.engine.sequence.SequenceShape;

/** Predicts class k by the sum of feature k mod F over all steps: softmax of K sums. */
final class PlainKernel implements NetworkKernel {
    private final PlainAccelerator device;
    private final Architecture architecture;
    private final SequenceShape input;

    PlainKernel(PlainAccelerator device, Architecture architecture, SequenceShape input) {
        this.device = device;
        this.architecture = architecture;
        this.input = input;
    }

    @Override
    public int parameterCount() {
        return Math.toIntExact(architecture.parameterCount(input));
    }

    @Override
    public void load(float[] parameters) {
        requireAll(parameters);
        device.calls.add("load");
    }

    @Override
    public void predict(SequenceSource source, int[] timeSteps, int count, float[] target, int offset) {
        device.calls.add("predict " + count);
        int outputs = architecture.head().outputs();
        for (int n = 0; n < count; n++) {
            var values = new float[timeSteps[n] * input.features()];
            source.copyTo(n, values, 0);
            double sum = 0;
            for (int k = 0; k < outputs; k++) {
                double own = 0;
                for (int t = 0; t < timeSteps[n]; t++) {
                    own += values[t * input.features() + k % input.features()];
                }
                target[offset + n * outputs + k] = (float) Math.exp(own);
                sum += Math.exp(own);
            }
            for (int k = 0; k < outputs; k++) {
                target[offset + n * outputs + k] /= (float) sum;
            }
        }
    }

    @Override
    public int batchSize(int asked) {
        return asked;
    }

    @Override
    public Outcome differentiate(float[] parameters, MiniBatch batch, SeedStream dropout, float[] gradients) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        device.open.decrementAndGet();
    }
}
