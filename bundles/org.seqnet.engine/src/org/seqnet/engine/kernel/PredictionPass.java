package org.seqnet.engine.kernel;

import java.util.List;
import java.util.function.Function;
import org.seqnet.engine.kernel.layer.Group;
import org.seqnet.engine.kernel.layer.Inputs;
import org.seqnet.engine.kernel.layer.StepOrder;
import org.seqnet.engine.kernel.layer.Stream;

/** A thread's way through layers in prediction, for one group at a time. */
final class PredictionPass implements Pool.Pooled {
    /** Steps that a layer computes before the next layer does: the weights of both do not fit into a core's cache. */
    private static final int BLOCK_STEPS = 14;

    private final NetworkLayers network;
    private final Function<Stream.Size, List<Stream>> maker;
    private final int capacity;
    private Stream.Size size;
    private List<Stream> streams = List.of();
    private float[] values = new float[0];
    private int firstStep;

    /**
     * @param maker makes streams of the layers that it goes through, from the first on
     * @param capacity the most sequences of a group
     */
    PredictionPass(NetworkLayers network, Function<Stream.Size, List<Stream>> maker, int capacity) {
        this.network = network;
        this.maker = maker;
        this.capacity = capacity;
        this.size = new Stream.Size(0, 0, network.grouping().leastRows());
    }

    @Override
    public int capacity() {
        return capacity;
    }

    /** Returns the first step of the block that is being computed; layers count the steps that they write from it. */
    int firstStep() {
        return firstStep;
    }

    /** Writes what the last of the layers gives to {@code target}, which counts sequences from the group's first. */
    void predict(SequenceSource source, StepOrder order, Group group, Inputs target) {
        int[] starts = read(source, order, group);
        int longest = order.length(group.from());
        int block = network.readsWholeSequences() ? longest : BLOCK_STEPS;
        reserve(network.readsWholeSequences() ? group.size() : capacity, block);
        streams.forEach(stream -> stream.begin(order, group.from(), group.to()));
        for (int first = 0; first < longest; first += block) {
            int steps = Math.min(block, longest - first);
            firstStep = first;
            for (int t = 0; t < steps; t++) {
                for (int n = 0; n < order.running(first + t, group.from(), group.to()); n++) {
                    streams.get(0).write(t, n, n + 1, values, starts[n] + (first + t) * network.stepValues());
                }
            }
            run(first, steps, group.size(), target);
        }
    }

    /** Makes streams for as many sequences of as many steps unless those at hand have room for them. */
    private void reserve(int sequences, int steps) {
        if (size.sequences() < sequences || size.steps() < steps) {
            close();
            streams = List.of();
            size = new Stream.Size(0, 0, size.leastRows());
            var larger = new Stream.Size(sequences, steps, size.leastRows());
            streams = maker.apply(larger);
            size = larger;
        }
    }

    private void run(int firstStep, int steps, int sequences, Inputs target) {
        int next;
        for (int first = 0; first < streams.size(); first = next) {
            next = network.endOfAlike(first, streams.size());
            int rows = network.rowsAtOnce(first, sequences);
            for (int n = 0; n < sequences; n += rows) {
                for (int i = first; i < next; i++) {
                    Inputs above = i + 1 < streams.size() ? streams.get(i + 1) : target;
                    streams.get(i).run(firstStep, steps, n, n + rows, above);
                }
            }
        }
    }

    /** Reads the sequences one after another; returns where each begins. */
    private int[] read(SequenceSource source, StepOrder order, Group group) {
        int[] starts = new int[group.size()];
        int end = 0;
        for (int n = 0; n < starts.length; n++) {
            starts[n] = end;
            int length = Math.multiplyExact(order.length(group.from() + n), network.stepValues());
            end = Math.addExact(end, length);
        }
        if (values.length < end) {
            values = new float[end];
        }
        for (int n = 0; n < starts.length; n++) {
            source.copyTo(order.sequence(group.from() + n), values, starts[n]);
        }
        return starts;
    }

    @Override
    public void close() {
        streams.forEach(Stream::close);
    }
}
