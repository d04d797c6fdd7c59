package org.seqnet.cudnn.network;

import java.util.Arrays;
import org.seqnet.cudnn.card.DeviceMemory;
import org.seqnet.cudnn.card.Queue;
import org.seqnet.cudnn.card.Staging;
import org.seqnet.engine.accelerator.Learning.Which;
import org.seqnet.engine.accelerator.LearningPlan;
import org.seqnet.engine.network.ParameterBlock;
import org.seqnet.engine.options.Updater;

/**
 * Moves parameters on a card by steps, as the engine's {@code UpdateStep} does: mean gradient, clipping, penalty,
 * updater. Statistics just move.
 */
final class CardUpdate {
    /** As in training.cu. */
    private static final int THREADS = 256;

    private static final int MOST_BLOCKS = 256;

    // In floats, as the engine's FusedAdam and Deeplearning4j have them.
    private static final float BETA_1 = 0.9f;
    private static final float BETA_2 = 0.999f;

    /** As in the engine's AverageWeights. */
    private static final int SPANS = 19;

    private final Queue queue;
    private final Staging staging;
    private final CardNetwork network;
    private final Updater updater;
    private final float l2;
    private final boolean clips;
    private final boolean averages;
    private final long control;
    private final int blocks;
    private final DeviceMemory kinds;
    private final DeviceMemory state;
    private final DeviceMemory mean;
    private final DeviceMemory squares;
    private final DeviceMemory scale;
    private long steps;
    private long averaged;

    /** @param control the address of the control block */
    CardUpdate(Queue queue, Staging staging, CardNetwork network, LearningPlan plan, long control) {
        var options = plan.options();
        this.queue = queue;
        this.staging = staging;
        this.network = network;
        this.updater = options.updater();
        this.l2 = (float) options.l2();
        this.clips = options.gradientClipping() > 0;
        this.averages = options.averageWeights();
        this.control = control;
        this.blocks = Math.min(MOST_BLOCKS, (network.parameterCount() + THREADS - 1) / THREADS);
        this.kinds = queue.allocate(network.parameterCount());
        staging.upload(kinds(plan), network.parameterCount(), kinds.address());
        this.state = queue.allocate(Float.BYTES * (long) stateCount());
        restore(plan.updaterState());
        this.mean = queue.allocate(averages ? Float.BYTES * (long) parameterCount() : 0);
        if (averages) {
            queue.clear(mean.address(), parameterCount());
        }
        this.squares = queue.allocate(Double.BYTES * (long) blocks);
        this.scale = queue.allocate(Float.BYTES);
        this.steps = plan.steps();
    }

    /** Returns what each parameter of a member is, by the numbers in training.cu. */
    private byte[] kinds(LearningPlan plan) {
        var encoder = plan.architecture().encoder();
        var kinds = new byte[network.parameterCount()];
        int at = 0;
        for (var block : encoder.parameters(plan.input())) {
            // What does not learn is not shrunk.
            at = put(kinds, at, block, plan.trainsEncoder());
        }
        for (var block : plan.architecture().head().parameters(encoder.outputs())) {
            at = put(kinds, at, block, true);
        }
        return kinds;
    }

    private static int put(byte[] kinds, int at, ParameterBlock block, boolean learns) {
        int end = Math.toIntExact(at + block.count());
        byte kind =
                switch (block.kind()) {
                    case BIASES -> 0;
                    case WEIGHTS -> (byte) (learns ? 1 : 0);
                    case STATISTICS -> 2;
                };
        Arrays.fill(kinds, at, end, kind);
        return end;
    }

    private void restore(float[] saved) {
        if (saved.length > 0) {
            staging.upload(saved, saved.length, state.address());
        } else {
            float fresh =
                    switch (updater) {
                        case RMSPROP -> 1e-8f;
                        case ADAGRAD -> 1e-6f;
                        case ADAM, NADAM, AMSGRAD, ADAMAX, NESTEROV, SGD -> 0;
                    };
            queue.fill(state.address(), stateCount(), fresh);
        }
    }

    private int parameterCount() {
        return Math.multiplyExact(network.members(), network.parameterCount());
    }

    private int stateCount() {
        return Math.multiplyExact(updater.statePerParameter(), parameterCount());
    }

    /**
     * What the control block says of a step.
     *
     * @param length what a step is multiplied by
     * @param correction what some updaters divide it by first
     * @param share how far the running mean goes to the parameters
     */
    record Factors(float length, float correction, float share) {}

    /** Counts a step, and returns its factors. */
    Factors next(double learningRate) {
        steps++;
        double first = 1 - Math.pow(BETA_1, steps);
        double second = 1 - Math.pow(BETA_2, steps);
        double length =
                switch (updater) {
                    case ADAM, AMSGRAD -> learningRate * Math.sqrt(second) / first;
                    case ADAMAX -> learningRate / first;
                    case NADAM, RMSPROP, ADAGRAD, NESTEROV, SGD -> learningRate;
                };
        float share = (float) ((SPANS + 1.0) / (averaged + SPANS + 1.0));
        averaged++;
        return new Factors((float) length, (float) first, share);
    }

    /** Queues the step of one member, whose gradients are the network's. */
    void apply(int member) {
        int count = network.parameterCount();
        if (clips) {
            queue.launch(
                    "squaresOfGradients",
                    blocks,
                    THREADS,
                    network.gradients(),
                    network.places(),
                    kinds.address(),
                    count,
                    squares.address());
            queue.launch("clippedMean", 1, THREADS, squares.address(), blocks, control, scale.address());
        }
        long offset = Float.BYTES * (long) member * count;
        queue.launchFor(
                "updateParameters",
                count,
                updater.ordinal(),
                network.gradients(),
                network.places(),
                kinds.address(),
                count,
                control,
                clips ? scale.address() : 0L,
                l2,
                network.parameters() + offset,
                network.weights(member),
                updater.statePerParameter() > 0 ? state.address() + offset : 0L,
                (long) parameterCount(),
                averages ? mean.address() + offset : 0L);
    }

    /** Returns a copy of the parameters. */
    float[] parameters(Which which) {
        boolean isMean = which == Which.AVERAGED && averages;
        return staging.download(isMean ? mean.address() : network.parameters(), parameterCount());
    }

    /** Returns a copy of what the updater carries from step to step. */
    float[] state() {
        return staging.download(state.address(), stateCount());
    }

    /** Returns the number of steps, those before included. */
    long steps() {
        return steps;
    }
}
