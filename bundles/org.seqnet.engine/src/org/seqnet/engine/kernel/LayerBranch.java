package org.seqnet.engine.kernel;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.seqnet.engine.kernel.layer.Batch;
import org.seqnet.engine.kernel.layer.Columns;
import org.seqnet.engine.kernel.layer.Group;
import org.seqnet.engine.kernel.layer.Inputs;
import org.seqnet.engine.kernel.layer.Layer;
import org.seqnet.engine.kernel.layer.StepOrder;
import org.seqnet.engine.kernel.product.Workers;

/** Layers one after another as a branch. Groups keep what they need from their way forward to their way back. */
final class LayerBranch implements Branch {
    private final NetworkLayers network;
    private final Outlet outlet;
    private final int outputs;
    private List<Group> groups = List.of();
    private final List<TrainingPass> passes = new ArrayList<>();
    private final boolean isForInput;
    private StepOrder order;
    /** Laid out as the mini-batch's values. */
    private float[] inputGradients = new float[0];

    /**
     * @param network layers in which sequences do not meet; its head is left out
     * @param outputs how many values the layer below the head gives for a sequence
     * @param isForInput whether the input is to be differentiated
     */
    LayerBranch(NetworkLayers network, int outputs, boolean isForInput) {
        this.isForInput = isForInput;
        this.outputs = outputs;
        this.outlet = new Outlet(outputs);
        var layers = new ArrayList<Layer>(
                network.layers().subList(0, network.layers().size() - 1));
        layers.add(outlet);
        this.network = new NetworkLayers(
                network.stepValues(),
                network.isOneStep(),
                network.readsWholeSequences(),
                layers,
                network.head(),
                network.grouping());
    }

    @Override
    public int parameterCount() {
        return network.parameterCount();
    }

    @Override
    public List<Runnable> packing(FloatBuffer parameters, boolean training) {
        return tasks(parameters, (layer, part) -> layer.packing(part, training));
    }

    private interface TaskMaker {
        List<Runnable> tasks(Layer layer, FloatBuffer part);
    }

    private List<Runnable> tasks(FloatBuffer all, TaskMaker maker) {
        var made = new ArrayList<Runnable>();
        int at = 0;
        for (var layer : network.layers()) {
            made.addAll(maker.tasks(layer, all.slice(at, layer.parameterCount())));
            at += layer.parameterCount();
        }
        return made;
    }

    @Override
    public void forward(Batch batch, float[] values, Workers workers, Columns target) {
        order = batch.order();
        network.layers().forEach(layer -> layer.prepare(batch, false));
        outlet.connect(target);
        var grouped = network.grouping().training(order, workers.threads());
        groups = grouped.tasks().stream().flatMap(List::stream).toList();
        for (int i = 0; i < groups.size(); i++) {
            if (i == passes.size()) {
                passes.add(new TrainingPass(network, grouped.largest()));
            } else if (passes.get(i).capacity() < grouped.largest()) {
                passes.get(i).close();
                passes.set(i, new TrainingPass(network, grouped.largest()));
            }
        }
        if (isForInput) {
            int steps = IntStream.range(0, order.sequences()).map(order::length).sum();
            inputGradients = new float[steps * network.stepValues()];
        }
        int[] starts = order.starts();
        workers.run(groups.size(), i -> {
            passes.get(i).begin(groups.get(i));
            passes.get(i).write(groups.get(i), values, order, starts);
            passes.get(i).forward(groups.get(i), -1, network.layers().size());
        });
    }

    @Override
    public void backward(Workers workers, Columns gradients) {
        outlet.connect(gradients);
        int[] starts = order.starts();
        workers.run(groups.size(), i -> {
            if (isForInput) {
                passes.get(i).backwardToInput(groups.get(i), order, starts, inputGradients);
            } else {
                passes.get(i).backward(groups.get(i), network.layers().size(), -1);
            }
        });
    }

    @Override
    public void addInputGradients(float[] target) {
        for (int i = 0; i < inputGradients.length; i++) {
            target[i] += inputGradients[i];
        }
    }

    @Override
    public List<Runnable> gradients(FloatBuffer target) {
        return tasks(target, Layer::gradients);
    }

    @Override
    public Reader reader(int sequences) {
        return new LayerReader(sequences);
    }

    private final class LayerReader implements Reader {
        private final PredictionPass pass;

        LayerReader(int sequences) {
            pass = new PredictionPass(network, network::encoderStreams, sequences);
        }

        @Override
        public void read(SequenceSource source, StepOrder sequences, Group group, Columns target) {
            pass.predict(source, sequences, group, new Inputs() {
                @Override
                public void write(int step, int from, int to, float[] rows, int offset) {
                    for (int n = from; n < to; n++) {
                        System.arraycopy(rows, offset + (n - from) * outputs, target.rows(), target.at(n), outputs);
                    }
                }

                @Override
                public boolean isLastStepOnly() {
                    return true;
                }
            });
        }

        @Override
        public void close() {
            pass.close();
        }
    }

    @Override
    public void close() {
        network.layers().forEach(Layer::close);
        passes.forEach(TrainingPass::close);
    }
}
