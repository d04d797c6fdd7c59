package org.seqnet.engine.kernel;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.seqnet.engine.kernel.layer.Batch;
import org.seqnet.engine.kernel.layer.Derivatives;
import org.seqnet.engine.kernel.layer.Group;
import org.seqnet.engine.kernel.layer.Grouping.Groups;
import org.seqnet.engine.kernel.layer.Inputs;
import org.seqnet.engine.kernel.layer.Layer;
import org.seqnet.engine.kernel.layer.StepOrder;
import org.seqnet.engine.kernel.product.MatrixProducts;
import org.seqnet.engine.kernel.product.Workers;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Head;
import org.seqnet.engine.network.SeedStream;
import org.seqnet.engine.sequence.SequenceShape;

/**
 * Computes any network of layers on the processor: forward, backward and for prediction. Sequences may each have a
 * length of its own, and none is padded. It computes what a Deeplearning4j network of the same parameters computes,
 * without the time that is spent between its layers.
 *
 * <p>Results do not depend on the number of threads.
 */
final class LayerStack implements EncoderKernel {

    /*
     * A mini-batch takes three jobs: weights are laid out for the products; each thread takes groups of sequences
     * through all layers, forward and backward; weight gradients are summed over all sequences. Sequences do not depend
     * on each other, so threads need not wait for each other at every layer, nor at every step. Each layer that
     * normalizes over the mini-batch splits the second job twice, forward and backward; what its sequences need then
     * goes through memory. Frozen layers take their groups through before all that, as in prediction.
     */

    private final NetworkLayers network;
    private final List<Layer> layers;
    /** How many layers do not learn, counted from the first; all but the head at most. */
    private final int frozen;
    /** The layers that learn. */
    private final NetworkLayers learned;
    /** Where legs begin and end: -1, those of them in which all sequences meet, and their number. */
    private final int[] stops;

    private final int features;
    private final Head head;
    private final int outputs;
    private final boolean drops;
    private final Pool<TrainingPass> trainingPasses;
    private final Pool<HeadPass> headPasses;
    private final Pool<FrozenPass> frozenPasses;
    private final Pool<PredictionPass> predictionPasses;
    private final Pool<PredictionPass> attentionPasses;
    private final boolean trainsEncoder;
    private final Workers workers;
    /** What the frozen layers give for a mini-batch, laid out as its values. */
    private float[] frozenValues = new float[0];

    /** @param frozenLayers how many layers do not learn; their gradients are 0 */
    LayerStack(Architecture architecture, SequenceShape input, int threads, int frozenLayers, MatrixProducts products) {
        this(architecture, input, threads, frozenLayers, Derivatives.OF_WEIGHTS, products);
    }

    /** @param derivatives whether the input is differentiated in training, too */
    LayerStack(
            Architecture architecture,
            SequenceShape input,
            int threads,
            int frozenLayers,
            Derivatives derivatives,
            MatrixProducts products) {
        this.network = NetworkLayers.of(architecture, input, frozenLayers, derivatives, products);
        this.layers = network.layers();
        this.trainsEncoder = frozenLayers < layers.size() - 1;
        this.frozen = Math.min(frozenLayers, layers.size() - 1);
        this.learned = frozen == 0
                ? network
                : network.above(
                        frozen,
                        architecture.encoder().layers(input).get(frozen - 1).outputs());
        this.stops = learned.stops();
        this.features = input.features();
        this.head = architecture.head();
        this.outputs = head.outputs();
        this.drops = trainsEncoder && architecture.encoder().drops();
        this.trainingPasses = new Pool<>(capacity -> new TrainingPass(learned, capacity));
        this.frozenPasses = new Pool<>(capacity -> new FrozenPass(network, frozen, learned, capacity));
        this.headPasses = new Pool<>(capacity -> new HeadPass(network, capacity));
        this.predictionPasses = new Pool<>(capacity -> new PredictionPass(network, network::streams, capacity));
        this.attentionPasses = new Pool<>(capacity -> new PredictionPass(network, network::attentionStreams, capacity));
        // Last, so that no thread stays behind if there is too little memory for the layers.
        this.workers = new Workers(threads, products);
    }

    @Override
    public int parameterCount() {
        return network.parameterCount();
    }

    @Override
    public void load(float[] parameters) {
        run(tasks(parameters, (layer, part) -> layer.packing(part, false)));
    }

    /** Returns each layer's tasks on its part of the parameters or the gradients. */
    private List<List<Runnable>> tasks(float[] all, BiFunction<Layer, FloatBuffer, List<Runnable>> maker) {
        requireAll(all);
        var parts = network.parts(all);
        var tasks = new ArrayList<List<Runnable>>();
        for (int i = 0; i < layers.size(); i++) {
            tasks.add(maker.apply(layers.get(i), parts.get(i)));
        }
        return tasks;
    }

    private void run(List<List<Runnable>> tasks) {
        var all = tasks.stream().flatMap(List::stream).toList();
        workers.run(all.size(), i -> all.get(i).run());
    }

    @Override
    public void predict(SequenceSource source, int[] timeSteps, int count, float[] target, int offset) {
        var order = network.order(timeSteps, count);
        var groups = network.grouping().prediction(order, workers.threads());
        int[] starts = head.starts(timeSteps, count);
        forGroups(groups, predictionPasses, (pass, group) -> {
            // Heads that answer once write step 0.
            Inputs rows = (step, from, to, values, at) -> System.arraycopy(
                    values, at, target, offset + starts[order.sequence(group.from() + from)] + step * outputs, outputs);
            pass.predict(source, order, group, rows);
        });
    }

    @Override
    public List<float[]> attention(SequenceSource source, int[] timeSteps, int count) {
        var order = network.order(timeSteps, count);
        var groups = network.grouping().prediction(order, workers.threads());
        var weights = new float[count][];
        Arrays.setAll(weights, n -> new float[timeSteps[n]]);
        forGroups(groups, attentionPasses, (pass, group) -> {
            Inputs rows =
                    (step, from, to, values, at) -> weights[order.sequence(group.from() + from)][step] = values[at];
            pass.predict(source, order, group, rows);
        });
        return Arrays.asList(weights);
    }

    @Override
    public int batchSize(int asked) {
        return network.grouping().batchSize(asked);
    }

    @Override
    public Outcome differentiate(
            float[] parameters, MiniBatch batch, SeedStream dropout, float[] gradients, float[] inputGradients) {
        batch.require(features);
        run(tasks(parameters, (layer, part) -> layer.packing(part, isTrained(layer))));
        var order = network.order(batch.timeSteps(), batch.size());
        var groups = network.grouping().training(order, workers.threads());
        var known = Batch.of(order, groups.tasks().size(), dropout, drops, batch.targets());
        if (trainsEncoder) {
            for (int i = 0; i < learned.layers().size(); i++) {
                learned.layers().get(i).prepare(known, i <= stops[stops.length - 2]);
            }
            runLegs(groups, order, frozen == 0 ? batch.values() : frozenValues(batch, order, groups), inputGradients);
        } else {
            network.head().prepare(known, false);
            var source = batch.source(order, network.stepValues());
            forGroups(groups, headPasses, (pass, group) -> pass.run(source, order, group));
        }
        run(longestFirst(tasks(
                gradients, (layer, part) -> isTrained(layer) ? layer.gradients(part) : List.of(() -> clear(part)))));
        var head = network.head();
        return new Outcome(head.lossSum(), head.correct(), head.errors());
    }

    private boolean isTrained(Layer layer) {
        return learned.layers().contains(layer);
    }

    /** Takes a mini-batch through the frozen layers, and returns what the layer above them reads. */
    private float[] frozenValues(MiniBatch batch, StepOrder order, Groups groups) {
        int steps = IntStream.range(0, order.sequences()).map(order::length).sum();
        int length = Math.multiplyExact(steps, learned.stepValues());
        if (frozenValues.length < length) {
            frozenValues = new float[length];
        }
        var source = batch.source(order, network.stepValues());
        forGroups(groups, frozenPasses, (pass, group) -> pass.run(source, order, group, frozenValues));
        return frozenValues;
    }

    private static void clear(FloatBuffer gradients) {
        gradients.duplicate().put(new float[gradients.remaining()]);
    }

    private void runLegs(Groups groups, StepOrder order, float[] values, float[] inputGradients) {
        int[] starts = order.starts();
        int last = stops.length - 1;
        for (int leg = 1; leg <= last; leg++) {
            int from = stops[leg - 1];
            int to = stops[leg];
            forGroups(groups, trainingPasses, (pass, group) -> {
                pass.begin(group);
                if (from < 0) {
                    pass.write(group, values, order, starts);
                }
                pass.forward(group, from, to);
                if (to == learned.layers().size() && from < 0 && inputGradients != NONE) {
                    pass.backwardToInput(group, order, starts, inputGradients);
                } else if (to == learned.layers().size()) {
                    pass.backward(group, to, from);
                }
            });
            if (leg < last) {
                learned.layers().get(to).joinForward();
            }
        }
        for (int leg = last - 1; leg > 0; leg--) {
            int from = stops[leg];
            int to = stops[leg - 1];
            learned.layers().get(from).joinBackward();
            forGroups(groups, trainingPasses, (pass, group) -> {
                pass.begin(group);
                pass.backward(group, from, to);
            });
        }
    }

    /** Small tasks at the end keep threads from waiting: upper layers have more inputs, and the head is small. */
    private static List<List<Runnable>> longestFirst(List<List<Runnable>> byLayer) {
        var hidden = byLayer.subList(0, byLayer.size() - 1);
        Collections.reverse(hidden);
        // A layer whose gradients are one task takes longest for it.
        hidden.sort(Comparator.comparingInt(List::size));
        return byLayer;
    }

    private <T extends Pool.Pooled> void forGroups(Groups groups, Pool<T> pool, BiConsumer<T, Group> action) {
        workers.run(groups.tasks().size(), task -> {
            var pass = pool.take(groups.largest());
            try {
                groups.tasks().get(task).forEach(group -> action.accept(pass, group));
            } finally {
                pool.give(pass);
            }
        });
    }

    @Override
    public void close() {
        workers.close();
        layers.forEach(Layer::close);
        trainingPasses.close();
        headPasses.close();
        frozenPasses.close();
        predictionPasses.close();
        attentionPasses.close();
    }
}
