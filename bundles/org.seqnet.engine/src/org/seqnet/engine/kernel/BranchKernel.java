package org.seqnet.engine.kernel;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import org.seqnet.engine.kernel.layer.Batch;
import org.seqnet.engine.kernel.layer.Derivatives;
import org.seqnet.engine.kernel.layer.Group;
import org.seqnet.engine.kernel.layer.Grouping.Groups;
import org.seqnet.engine.kernel.layer.Head;
import org.seqnet.engine.kernel.layer.Inputs;
import org.seqnet.engine.kernel.layer.StepOrder;
import org.seqnet.engine.kernel.layer.Stream;
import org.seqnet.engine.kernel.product.MatrixProducts;
import org.seqnet.engine.kernel.product.Workers;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.SeedStream;
import org.seqnet.engine.sequence.SequenceShape;

/**
 * Computes networks whose encoder has branches that read the sequences side by side, or convolutions over time alone.
 * Sequences may each have a length of its own, and none is padded.
 *
 * <p>Results do not depend on the number of threads.
 */
final class BranchKernel implements EncoderKernel {
    private final Branches branches;
    private final Head head;
    private final int width;
    private final int features;
    private final int outputs;
    private final boolean drops;
    private final boolean trainsEncoder;
    private final Pool<Prediction> predictions;
    private final Pool<HeadRoom> headRooms;
    private final Workers workers;
    /** What the branches give for a mini-batch, and its gradients. */
    private float[] rows = new float[0];

    private float[] gradientRows = new float[0];

    /** @param frozenLayers how many layers do not learn: of branches side by side, all or none */
    BranchKernel(
            Architecture architecture, SequenceShape input, int threads, int frozenLayers, MatrixProducts products) {
        this(architecture, input, threads, frozenLayers, Derivatives.OF_WEIGHTS, products);
    }

    /** @param derivatives whether the input is differentiated in training, too */
    BranchKernel(
            Architecture architecture,
            SequenceShape input,
            int threads,
            int frozenLayers,
            Derivatives derivatives,
            MatrixProducts products) {
        int layers = architecture.encoder().layers(input).size();
        this.trainsEncoder = frozenLayers < layers;
        this.head = NetworkLayers.head(architecture, products);
        int frozen = trainsEncoder ? frozenLayers : 0;
        this.branches = Branches.of(architecture.encoder(), input, head, frozen, derivatives, products);
        this.width = branches.width();
        this.features = input.features();
        this.outputs = architecture.head().outputs();
        this.drops = trainsEncoder && architecture.encoder().drops();
        this.predictions = new Pool<>(Prediction::new);
        this.headRooms = new Pool<>(capacity -> new HeadRoom(head, capacity));
        // Last, so that no thread stays behind if there is too little memory for the layers.
        this.workers = new Workers(threads, products);
    }

    /** What a thread predicts with. */
    private final class Prediction implements Pool.Pooled {
        private final int capacity;
        private final Branches.Reading encoder;
        private final Stream stream;

        Prediction(int capacity) {
            this.capacity = capacity;
            this.encoder = branches.new Reading(capacity);
            this.stream =
                    head.stream(new Stream.Size(capacity, 1, branches.grouping().leastRows()));
        }

        @Override
        public int capacity() {
            return capacity;
        }

        void predict(SequenceSource source, StepOrder order, Group group, Inputs target) {
            float[] encoded = encoder.rows(source, order, group);
            stream.begin(order, group.from(), group.to());
            stream.write(0, 0, group.size(), encoded, 0);
            stream.run(0, order.length(group.from()), 0, group.size(), target);
        }

        @Override
        public void close() {
            encoder.close();
            stream.close();
        }
    }

    @Override
    public int parameterCount() {
        return Math.addExact(branches.parameterCount(), head.parameterCount());
    }

    private FloatBuffer headPart(float[] numbers) {
        return FloatBuffer.wrap(numbers).slice(branches.parameterCount(), head.parameterCount());
    }

    @Override
    public void load(float[] parameters) {
        pack(parameters, false);
    }

    private void pack(float[] parameters, boolean training) {
        requireAll(parameters);
        run(branches.packing(parameters, training && trainsEncoder), head.packing(headPart(parameters), training));
    }

    private void run(List<Runnable> some, List<Runnable> others) {
        var all = new ArrayList<>(some);
        all.addAll(others);
        workers.run(all.size(), i -> all.get(i).run());
    }

    @Override
    public void predict(SequenceSource source, int[] timeSteps, int count, float[] target, int offset) {
        var order = StepOrder.of(timeSteps, count);
        forGroups(branches.grouping().prediction(order, workers.threads()), predictions, (one, group) -> {
            Inputs answers = (step, from, to, values, at) -> System.arraycopy(
                    values, at, target, offset + order.sequence(group.from() + from) * outputs, outputs);
            one.predict(source, order, group, answers);
        });
    }

    @Override
    public int batchSize(int asked) {
        return branches.grouping().batchSize(asked);
    }

    @Override
    public Outcome differentiate(
            float[] parameters, MiniBatch batch, SeedStream dropout, float[] gradients, float[] inputGradients) {
        batch.require(features);
        requireAll(gradients);
        pack(parameters, true);
        var order = StepOrder.of(batch.timeSteps(), batch.size());
        var groups = branches.grouping().training(order, workers.threads());
        var known = Batch.of(order, groups.tasks().size(), dropout, drops, batch.targets());
        reserve(Math.multiplyExact(order.sequences(), width));
        head.prepare(known, false);
        if (trainsEncoder) {
            branches.forward(known, batch.values(), workers, rows);
        } else {
            encode(batch, order, groups);
        }
        forGroups(groups, headRooms, (room, group) -> room.run(group, rows, gradientRows, width));
        if (trainsEncoder) {
            branches.backward(workers, gradientRows);
            branches.writeInputGradients(inputGradients, batch, features);
            run(branches.gradients(gradients), head.gradients(headPart(gradients)));
        } else {
            Arrays.fill(gradients, 0, branches.parameterCount(), 0f);
            run(List.of(), head.gradients(headPart(gradients)));
        }
        return new Outcome(head.lossSum(), head.correct(), head.errors());
    }

    private void reserve(int values) {
        if (rows.length < values) {
            rows = new float[values];
            gradientRows = new float[values];
        }
    }

    /** Computes what the branches give as in prediction. */
    private void encode(MiniBatch batch, StepOrder order, Groups groups) {
        var source = batch.source(order, features);
        forGroups(
                groups,
                predictions,
                (one, group) -> System.arraycopy(
                        one.encoder.rows(source, order, group), 0, rows, group.from() * width, group.size() * width));
    }

    private <T extends Pool.Pooled> void forGroups(Groups groups, Pool<T> pool, BiConsumer<T, Group> action) {
        workers.run(groups.tasks().size(), task -> {
            var one = pool.take(groups.largest());
            try {
                groups.tasks().get(task).forEach(group -> action.accept(one, group));
            } finally {
                pool.give(one);
            }
        });
    }

    @Override
    public void close() {
        workers.close();
        branches.close();
        head.close();
        predictions.close();
        headRooms.close();
    }
}
