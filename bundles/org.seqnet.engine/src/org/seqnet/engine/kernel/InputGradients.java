package org.seqnet.engine.kernel;

import org.seqnet.engine.kernel.layer.Batch;
import org.seqnet.engine.kernel.layer.Group;
import org.seqnet.engine.kernel.layer.Layer;
import org.seqnet.engine.kernel.layer.Pass;
import org.seqnet.engine.kernel.layer.StepOrder;
import org.seqnet.engine.kernel.product.MatrixProducts;
import org.seqnet.engine.kernel.product.Workers;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.SeedStream;
import org.seqnet.engine.network.SeedStream.Purpose;
import org.seqnet.engine.sequence.SequenceShape;

/**
 * Differentiates a network's loss with respect to what its first layer reads, on the processor. The network computes as
 * in prediction: it drops nothing, and normalizes by the moving averages of training.
 *
 * <p>Results do not depend on the number of threads. Used by one thread at a time; it may run threads of its own until
 * it is closed.
 */
public final class InputGradients implements AutoCloseable {
    private final NetworkLayers network;
    private final int features;
    private final Pool<TrainingPass> passes;
    private final Workers workers;

    /**
     * Makes ready a network with the given parameters.
     *
     * @param input the shape of the sequences
     * @param parameters flat, in the order that {@code TrainedNetwork} describes
     * @param threads how many threads compute, the calling one included; 0 stands for all processors
     */
    public InputGradients(Architecture architecture, SequenceShape input, float[] parameters, int threads) {
        var products = MatrixProducts.fastest();
        network = NetworkLayers.of(architecture.undropped(), input, true, products);
        features = input.features();
        passes = new Pool<>(capacity -> new TrainingPass(network, capacity));
        var parts = network.parts(parameters);
        for (int i = 0; i < parts.size(); i++) {
            network.layers().get(i).packing(parts.get(i), true).forEach(Runnable::run);
        }
        // Last, so that no thread stays behind if there is too little memory for the layers.
        workers = new Workers(threads, products);
    }

    /**
     * Runs a mini-batch forward and backward.
     *
     * @param gradients written: dL/dx, laid out as the mini-batch's values, where L is the loss of the sequence that
     *     the value belongs to
     * @param losses written: the loss of each sequence, in nats
     * @throws IllegalArgumentException if there are too few values
     */
    public void differentiate(MiniBatch batch, float[] gradients, double[] losses) {
        batch.require(features);
        var order = network.order(batch.timeSteps(), batch.size());
        var groups = network.grouping().training(order, workers.threads());
        var undropped = new SeedStream(0, Purpose.DROPOUT);
        var known = Batch.of(order, groups.tasks().size(), undropped, false, batch.targets());
        network.layers().forEach(layer -> layer.prepare(known, false));
        int[] starts = order.starts();
        workers.run(groups.tasks().size(), task -> {
            var pass = passes.take(groups.largest());
            try {
                for (var group : groups.tasks().get(task)) {
                    run(pass, group, batch.values(), order, starts, gradients);
                }
            } finally {
                passes.give(pass);
            }
        });
        for (int n = 0; n < order.sequences(); n++) {
            losses[order.sequence(n)] = network.head().loss(n);
        }
    }

    private void run(TrainingPass pass, Group group, float[] values, StepOrder order, int[] starts, float[] gradients) {
        int layers = network.layers().size();
        pass.begin(group);
        pass.write(group, values, order, starts);
        pass.forward(group, -1, layers);
        pass.backward(group, layers, -1, (first, from, to) -> {
            for (int n = from; n < to; n++) {
                read(first, n, order.length(n), starts[n], gradients);
            }
        });
    }

    private void read(Pass first, int sequence, int steps, int start, float[] gradients) {
        for (int t = 0; t < steps; t++) {
            first.readInputGradient(t, sequence, sequence + 1, gradients, (start + t) * network.stepValues());
        }
    }

    @Override
    public void close() {
        workers.close();
        network.layers().forEach(Layer::close);
        passes.close();
    }
}
