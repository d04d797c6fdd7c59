package org.seqnet.engine.accelerator;

import java.util.OptionalInt;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.network.ValueErrors;

/** Adds the learning rate to every parameter at each step. Its loss is 1 for each sequence. */
final class PlainLearning implements Learning {
    private final PlainAccelerator device;
    private final LearningPlan plan;
    private final float[] parameters;
    private long steps;
    private int batch;
    private long sequences;
    private double weights;
    private OptionalInt failed = OptionalInt.empty();

    PlainLearning(PlainAccelerator device, LearningPlan plan) {
        this.device = device;
        this.plan = plan;
        this.parameters = plan.parameters().clone();
        this.steps = plan.steps();
    }

    @Override
    public String device() {
        return device.name();
    }

    @Override
    public int batches() {
        return plan.batches().count();
    }

    @Override
    public void beginEpoch(int epoch, int[] order) {
        plan.batches().begin(epoch, order);
        batch = 0;
    }

    @Override
    public void step(double learningRate) {
        var next = plan.batches().next();
        steps++;
        device.steps.incrementAndGet();
        batch++;
        if (batch == device.failing) {
            throw new SeqNetException("The device fell off the bus.");
        }
        if (batch == device.diverging) {
            failed = OptionalInt.of(batch);
        }
        sequences += next.size();
        weights += next.weight();
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] += (float) learningRate;
        }
    }

    @Override
    public Figures figures() {
        var figures = new Figures(
                sequences, weights, failed.isPresent() ? Double.NaN : sequences, 0, ValueErrors.NONE, failed);
        device.calls.add("figures of " + sequences);
        sequences = 0;
        weights = 0;
        failed = OptionalInt.empty();
        return figures;
    }

    @Override
    public float[] parameters(Which which) {
        device.calls.add(which.toString());
        return parameters.clone();
    }

    @Override
    public float[] updaterState() {
        return new float[2 * parameters.length];
    }

    @Override
    public long steps() {
        return steps;
    }

    @Override
    public void close() {
        device.open.decrementAndGet();
    }
}
