package org.seqnet.engine.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Runs a recurrent layer with a library's matrix products on the processor's cores. Results do not depend on the number
 * of threads, not in the last bit: products are cut at the same places whoever computes them, and each sum is made
 * by one thread.
 */
public final class CpuKernel implements RecurrentKernel {

    /** A pass that keeps nothing takes the mini-batch in blocks of about this size, which bounds its memory. */
    private static final int BLOCK = 256;

    private final Workers workers;
    private final RecurrentLayer layer;
    private float[][] rows = new float[0][];
    private final List<RecurrentLayer.Share> shares = new ArrayList<>();
    private LayerState last = new LayerState(new float[0], new float[0]);
    private Optional<float[]> mask = Optional.empty();
    private boolean kept;

    CpuKernel(LayerShape shape, MatrixProducts products, Workers workers) {
        this.workers = workers;
        this.layer = new RecurrentLayer(shape, products);
    }

    @Override
    public LayerShape shape() {
        return layer.shape();
    }

    @Override
    public void forward(LayerParameters parameters, LayerInput input, SequenceView output, boolean keep) {
        parameters.check(shape());
        input.check(shape());
        kept = false;
        workers.run(shape().cell().gates(), g -> layer.pack(parameters, g, keep));
        int sequences = input.steps().sequences();
        int units = shape().units();
        if (last.output().length != sequences * units) {
            last = LayerState.zeros(sequences, shape());
        }
        int blocks = keep ? 1 : (sequences + BLOCK - 1) / BLOCK;
        for (int i = 0; i < blocks; i++) {
            int first = Workers.part(sequences, blocks, i);
            forward(input, first, Workers.part(sequences, blocks, i + 1) - first, output);
        }
        mask = input.mask();
        kept = keep;
    }

    private void forward(LayerInput input, int first, int sequences, SequenceView output) {
        SequenceView source = input.steps().sequences(first, sequences);
        SequenceView target = output.sequences(first, sequences);
        int steps = source.timeSteps();
        int units = shape().units();
        layer.prepare(StepOrder.equal(sequences, steps), false, false);
        layer.start(input.initial(), first);
        Optional<float[]> masks = input.mask().map(values -> {
            float[] part = new float[sequences * steps];
            System.arraycopy(values, first * steps, part, 0, part.length);
            return part;
        });
        int tasks = workers.tasks(sequences);
        prepareRows(tasks, workers.largestPart(sequences, tasks) * Math.max(units, shape().inputs()));
        prepareShares(tasks, workers.largestPart(sequences, tasks));
        workers.run(tasks, i -> {
            int from = workers.firstOf(sequences, tasks, i);
            int to = workers.firstOf(sequences, tasks, i + 1);
            readInput(source, from, to, rows[i]);
            shares.get(i).forward(input.initial(), first, masks, from, to, Optional.empty());
            shares.get(i).readCarried(last.cell(), (first + from) * units);
            for (int t = 0; t < steps; t++) {
                layer.rows().readOutput(t + 1, from, to, rows[i], 0);
                target.write(t, from, to, rows[i], 0);
            }
        });
        layer.rows().readOutput(steps, 0, sequences, last.output(), first * units);
    }

    private void prepareShares(int tasks, int largest) {
        if (shares.size() != tasks || !shares.stream().allMatch(share -> share.fits(largest))) {
            shares.forEach(RecurrentLayer.Share::close);
            shares.clear();
            for (int i = 0; i < tasks; i++) {
                shares.add(layer.new Share(largest));
            }
        }
    }

    private void prepareRows(int tasks, int length) {
        if (rows.length < tasks || rows[0].length < length) {
            rows = new float[tasks][length];
        }
    }

    private void readInput(SequenceView source, int from, int to, float[] step) {
        for (int t = 0; t < source.timeSteps(); t++) {
            source.read(t, from, to, step, 0, shape().inputs());
            layer.rows().writeInput(t, from, to, step);
        }
    }

    @Override
    public void copyLastState(LayerState target) {
        System.arraycopy(last.output(), 0, target.output(), 0, last.output().length);
        System.arraycopy(last.cell(), 0, target.cell(), 0, last.cell().length);
    }

    @Override
    public void backward(
            SequenceView outputGradient,
            int firstStep,
            Optional<SequenceView> inputGradient,
            LayerParameters gradients) {
        if (!kept) {
            throw new IllegalStateException("The latest forward pass kept nothing to propagate gradients through.");
        }
        gradients.check(shape());
        int sequences = layer.order().sequences();
        int steps = layer.order().longest();
        int units = shape().units();
        layer.prepare(layer.order(), true, inputGradient.isPresent());
        int tasks = workers.tasks(sequences);
        prepareRows(tasks, workers.largestPart(sequences, tasks) * Math.max(units, shape().inputs()));
        workers.run(tasks, i -> {
            int from = workers.firstOf(sequences, tasks, i);
            int to = workers.firstOf(sequences, tasks, i + 1);
            float[] step = rows[i];
            shares.get(i)
                    .backward(
                            (dh, t, a, b) -> {
                                outputGradient.read(t, a, b, step, 0, units);
                                Gates.add(dh, step, 0, (b - a) * units);
                            },
                            mask,
                            firstStep);
            if (inputGradient.isPresent()) {
                for (int t = 0; t < steps; t++) {
                    if (t >= firstStep) {
                        layer.readInputGradient(t, from, to, step, 0);
                    } else {
                        Arrays.fill(step, 0f);
                    }
                    inputGradient.get().write(t, from, to, step, 0);
                }
            }
        });
        workers.run(RecurrentLayer.GRADIENT_PARTS, part -> layer.gradients(part, firstStep, gradients));
    }

    @Override
    public void close() {
        kept = false;
        shares.forEach(RecurrentLayer.Share::close);
        shares.clear();
        layer.close();
    }
}
