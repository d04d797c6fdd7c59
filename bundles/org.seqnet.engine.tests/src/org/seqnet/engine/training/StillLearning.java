package org.seqnet.engine.training;

import java.util.OptionalInt;
import org.seqnet.engine.accelerator.Figures;
import org.seqnet.engine.accelerator.Learning;
import org.seqnet.engine.network.ValueErrors;

/** Learns nothing, in as many steps as one likes. */
class StillLearning implements Learning {
    private long steps;

    @Override
    public String device() {
        return "still";
    }

    @Override
    public int batches() {
        return 1;
    }

    @Override
    public void beginEpoch(int epoch, int[] order) {
        // nothing to make ready
    }

    @Override
    public void step(double learningRate) {
        steps++;
    }

    @Override
    public Figures figures() {
        return new Figures(1, 1, 1, 0, ValueErrors.NONE, OptionalInt.empty());
    }

    @Override
    public float[] parameters(Which which) {
        return new float[1];
    }

    @Override
    public float[] updaterState() {
        return new float[] {steps};
    }

    @Override
    public long steps() {
        return steps;
    }

    @Override
    public void close() {
        // nothing is open
    }
}
