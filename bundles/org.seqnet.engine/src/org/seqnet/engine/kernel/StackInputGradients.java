package org.seqnet.engine.kernel;

import org.seqnet.engine.kernel.layer.Batch;
import org.seqnet.engine.kernel.layer.Derivatives;
import org.seqnet.engine.kernel.layer.Layer;
import org.seqnet.engine.kernel.product.MatrixProducts;
import org.seqnet.engine.kernel.product.Workers;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.SeedStream;
import org.seqnet.engine.network.SeedStream.Purpose;
import org.seqnet.engine.sequence.SequenceShape;

/** The input gradients of a stack of layers. */
final class StackInputGradients implements InputGradients {
    private final NetworkLayers network;
    private final int features;
    private final Pool<TrainingPass> passes;
    private final Workers workers;

    StackInputGradients(
            Architecture architecture, SequenceShape input, float[] parameters, int threads, MatrixProducts products) {
        network = NetworkLayers.of(architecture, input, 0, Derivatives.OF_INPUT, products);
        features = input.features();
        passes = new Pool<>(capacity -> new TrainingPass(network, capacity));
        var parts = network.parts(parameters);
        for (int i = 0; i < parts.size(); i++) {
            network.layers().get(i).packing(parts.get(i), true).forEach(Runnable::run);
        }
        // Last, so that no thread stays behind if there is too little memory for the layers.
        workers = new Workers(threads, products);
    }

    @Override
    public void differentiate(MiniBatch batch, float[] gradients, double[] losses) {
        batch.require(features);
        var order = network.order(batch.timeSteps(), batch.size());
        var groups = network.grouping().training(order, workers.threads());
        var known = Batch.of(order, groups.tasks().size(), new SeedStream(0, Purpose.DROPOUT), false, batch.targets());
        network.layers().forEach(layer -> layer.prepare(known, false));
        int[] starts = order.starts();
        workers.run(groups.tasks().size(), task -> {
            var pass = passes.take(groups.largest());
            try {
                for (var group : groups.tasks().get(task)) {
                    pass.begin(group);
                    pass.write(group, batch.values(), order, starts);
                    pass.forward(group, -1, network.layers().size());
                    pass.backwardToInput(group, order, starts, gradients);
                }
            } finally {
                passes.give(pass);
            }
        });
        for (int n = 0; n < order.sequences(); n++) {
            losses[order.sequence(n)] = network.head().loss(n);
        }
    }

    @Override
    public void close() {
        workers.close();
        network.layers().forEach(Layer::close);
        passes.close();
    }
}
