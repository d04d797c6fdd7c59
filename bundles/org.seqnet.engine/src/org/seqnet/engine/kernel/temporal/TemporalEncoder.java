package org.seqnet.engine.kernel.temporal;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.seqnet.engine.kernel.layer.Batch;
import org.seqnet.engine.kernel.layer.Columns;
import org.seqnet.engine.kernel.layer.Derivatives;
import org.seqnet.engine.kernel.layer.Dropout;
import org.seqnet.engine.kernel.layer.StepOrder;
import org.seqnet.engine.kernel.product.MatrixProducts;
import org.seqnet.engine.kernel.product.Workers;
import org.seqnet.engine.network.TemporalGraph;
import org.seqnet.engine.network.TemporalOperation;

/** Convolutions over time: makes of each sequence the mean of each channel of its last signal. */
public final class TemporalEncoder implements AutoCloseable {
    /**
     * The most tasks that a mini-batch is split into, each of which sums up gradients of its own. It is fixed: since
     * these are added up, the last bits would depend on it.
     */
    private static final int MOST_TASKS = 16;

    private final TemporalGraph graph;
    private final Dropout dropout;
    private final int last;
    /** How many operations do not learn. */
    private final int frozen;

    private final int outputs;
    private final List<Operation> operations = new ArrayList<>();
    private final List<Leg> forward;
    private final List<Leg> backward;
    private final MeanOverTime mean;
    private final Signals signals;
    private Batch batch;
    private int tasks;

    /**
     * @param dropout drops means on their way to the layer above
     * @param frozenBlocks how many blocks compute as in prediction, with gradients of 0
     * @param derivatives whether the input is to be differentiated, and mini-batches normalized as in prediction
     */
    public TemporalEncoder(
            TemporalGraph graph, Dropout dropout, int frozenBlocks, Derivatives derivatives, MatrixProducts products) {
        this.graph = graph;
        this.frozen = graph.blocks().subList(0, frozenBlocks).stream()
                .mapToInt(block -> block.operations().size())
                .sum();
        this.dropout = dropout;
        this.last = graph.channels().size() - 1;
        this.outputs = graph.channels().get(last);
        var places = new ArrayList<Legs.Place>();
        for (var operation : graph.operations()) {
            var place = place(operation, derivatives, products);
            // What is frozen normalizes by moving averages: its sequences need not meet.
            places.add(places.size() < frozen ? place.withoutMeeting() : place);
        }
        places.forEach(place -> operations.add(place.operation()));
        this.forward = Legs.forward(places);
        this.backward = Legs.backward(places.subList(frozen, places.size()));
        this.mean = new MeanOverTime(outputs);
        int lowest = frozen == 0 ? 0 : places.get(frozen - 1).target();
        this.signals = new Signals(graph.channels(), gradientArrays(), derivatives.areOfInput(), lowest);
    }

    private static Legs.Place place(TemporalOperation operation, Derivatives derivatives, MatrixProducts products) {
        return operation.fold(
                convolution -> new Legs.Place(
                        new ConvolutionOperation(convolution, derivatives.areOfInput(), products),
                        Optional.empty(),
                        convolution.target()),
                pooling -> new Legs.Place(new MaxPoolingOperation(pooling), Optional.empty(), pooling.target()),
                normalization -> {
                    var made = new NormalizationOperation(normalization, derivatives.areOfPrediction());
                    return new Legs.Place(made, Optional.of(made), normalization.target());
                });
    }

    /** Where nothing but a normalization reads a signal, its gradient takes the place of the normalized one's. */
    private int[] gradientArrays() {
        int[] readers = new int[graph.channels().size()];
        graph.operations().forEach(operation -> sources(operation).forEach(signal -> readers[signal]++));
        int[] arrays = IntStream.range(0, readers.length).toArray();
        for (var operation : graph.operations()) {
            operation
                    .fold(
                            convolution -> OptionalInt.empty(),
                            pooling -> OptionalInt.empty(),
                            normalization -> OptionalInt.of(normalization.source()))
                    .ifPresent(source -> arrays[source] = readers[source] == 1 ? operation.target() : source);
        }
        return arrays;
    }

    private static IntStream sources(TemporalOperation operation) {
        return operation.fold(
                convolution -> IntStream.of(convolution.source()),
                pooling -> IntStream.of(pooling.source()),
                normalization ->
                        IntStream.concat(IntStream.of(normalization.source()), normalization.addend().stream()));
    }

    /** Returns how many numbers it holds. */
    public int parameterCount() {
        return operations.stream().mapToInt(Operation::parameterCount).reduce(0, Math::addExact);
    }

    /**
     * Returns tasks that take over its parameters; they may run at once.
     *
     * @param training whether gradients are to follow
     */
    public List<Runnable> packing(FloatBuffer parameters, boolean training) {
        return tasks(parameters, (index, part) -> operations.get(index).packing(part, training && index >= frozen));
    }

    private interface TaskMaker {
        List<Runnable> tasks(int operation, FloatBuffer part);
    }

    private List<Runnable> tasks(FloatBuffer all, TaskMaker maker) {
        var made = new ArrayList<Runnable>();
        int at = 0;
        for (int i = 0; i < operations.size(); i++) {
            int count = operations.get(i).parameterCount();
            made.addAll(maker.tasks(i, all.slice(at, count)));
            at += count;
        }
        return made;
    }

    /**
     * Takes a mini-batch forward.
     *
     * @param values its sequences, one after another as they were given
     * @param target written: what it makes of each
     */
    public void forward(Batch newBatch, float[] values, Workers workers, Columns target) {
        batch = newBatch;
        StepOrder order = batch.order();
        int[] starts = order.starts();
        int[] lengths = new int[order.sequences()];
        Arrays.setAll(lengths, order::length);
        signals.arrange(starts, lengths, Arrays.stream(lengths).asLongStream().sum());
        tasks = Math.min(lengths.length, MOST_TASKS);
        operations.forEach(operation -> operation.prepare(lengths.length, tasks));
        int features = graph.channels().get(0);
        forSequences(workers, (sequence, task) -> signals.values(0)
                .put(starts[sequence] * features, values, starts[sequence] * features, lengths[sequence] * features));
        for (var leg : forward) {
            leg.meetings().forEach(one -> one.joinMeasured(signals));
            run(leg, workers);
        }
        forSequences(workers, (sequence, task) -> {
            mean.forward(signals.values(last), starts[sequence], lengths[sequence], target.rows(), target.at(sequence));
            drop(target, sequence);
        });
    }

    private void drop(Columns columns, int sequence) {
        if (dropout.drops()) {
            dropout.apply(batch.seeds(), 0, sequence, sequence + 1, columns.rows(), columns.at(sequence), outputs);
        }
    }

    private interface SequenceAction {
        void accept(int sequence, int task);
    }

    /** Sequences stand with the longest first: every task gets as many long ones. */
    private void forSequences(Workers workers, SequenceAction action) {
        int sequences = batch.order().sequences();
        workers.run(tasks, task -> {
            for (int n = task; n < sequences; n += tasks) {
                action.accept(n, task);
            }
        });
    }

    private void run(Leg leg, Workers workers) {
        forSequences(workers, (sequence, task) -> {
            for (var step : leg.steps()) {
                step.take(signals, sequence, task);
            }
        });
    }

    /**
     * Takes the mini-batch backward.
     *
     * @param gradients those of what it made of each sequence; overwritten
     */
    public void backward(Workers workers, Columns gradients) {
        forSequences(workers, (sequence, task) -> {
            drop(gradients, sequence);
            signals.addsGradient(last, sequence);
            mean.backward(
                    gradients.rows(),
                    gradients.at(sequence),
                    signals.gradients(last),
                    signals.start(sequence),
                    signals.length(sequence));
        });
        for (var leg : backward) {
            leg.meetings().forEach(NormalizationOperation::joinGathered);
            run(leg, workers);
        }
    }

    /**
     * Adds the gradients of the mini-batch's input, if it is differentiated.
     *
     * @param target laid out as the values
     */
    public void addInputGradients(float[] target) {
        int features = graph.channels().get(0);
        for (int n = 0; n < batch.order().sequences(); n++) {
            var gradients = new float[signals.length(n) * features];
            int at = signals.start(n) * features;
            signals.gradients(0).get(at, gradients);
            for (int i = 0; i < gradients.length; i++) {
                target[at + i] += gradients[i];
            }
        }
    }

    /** Returns tasks that write its gradients, summed over the mini-batch; they may run at once. */
    public List<Runnable> gradients(FloatBuffer target) {
        return tasks(
                target,
                (index, part) -> index < frozen
                        ? List.of(() -> part.put(new float[part.remaining()]))
                        : operations.get(index).gradients(part));
    }

    /** Returns room for a thread's predictions. */
    public Reader reader() {
        return new Reader();
    }

    /** Reads one sequence after another by the parameters that were packed. */
    public final class Reader implements AutoCloseable {
        private final Signals own = new Signals(graph.channels(), new int[0], false, 0);

        /** Writes what the encoder makes of a sequence of {@code length} steps. */
        public void read(float[] values, int offset, int length, float[] target, int at) {
            own.arrange(new int[] {0}, new int[] {length}, length);
            own.values(0).put(0, values, offset, length * graph.channels().get(0));
            operations.forEach(operation -> operation.forward(own, 0));
            mean.forward(own.values(last), 0, length, target, at);
        }

        @Override
        public void close() {
            own.close();
        }
    }

    @Override
    public void close() {
        operations.forEach(Operation::close);
        signals.close();
    }
}
