package org.seqnet.engine.kernel;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Optional;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.network.SeedStream;

/**
 * Runs a whole network of stacked recurrent layers, of which a softmax layer reads the last step, on plain arrays:
 * forward, backward and for prediction. It computes what a Deeplearning4j network of the same parameters computes,
 * without the time that is spent between its layers.
 *
 * <p>Parameters and gradients are flat, in Deeplearning4j's order: W, R and b of each recurrent layer (see
 * {@link LayerParameters}), then W (H x K, column-major) and b of the softmax layer. Values are N times T x F,
 * row-major, one sequence after another; each may have a T of its own, and none is padded.
 *
 * <p>Used by one thread at a time; it runs threads of its own until it is closed. Results do not depend on their
 * number.
 */
public final class RecurrentClassifier implements AutoCloseable {

    /*
     * A mini-batch takes three jobs: weights are laid out for the products; each thread takes its share of the
     * sequences through all layers and back; weight gradients are summed over all sequences, shared out by gates and
     * units. Sequences do not depend on each other, so threads need not wait for each other at every layer, nor at every
     * step.
     */

    /** Sequences that a thread predicts at once: enough for the products, few enough to stay in its cache. */
    private static final int STREAM_ROWS = 48;

    /** Steps that a layer runs before the next layer does: the weights of both do not fit into a core's cache. */
    private static final int STREAM_STEPS = 14;

    /**
     * Sequences that a thread takes forward and back at once: memory for what the way back needs does not grow with
     * the mini-batch beyond that. Half of it costs 4 % in narrower products.
     */
    private static final int PASS_ROWS = 50;

    private final int inputs;
    private final int units;
    private final int classes;
    private final double dropout;
    private final int parameterCount;
    private final Workers workers;
    private final List<RecurrentLayer> layers = new ArrayList<>();
    private final SoftmaxLayer softmax;
    private StepOrder order = StepOrder.equal(0, 1);
    private final List<Pass> passes = new ArrayList<>();
    private final List<Pipeline> idle = new ArrayList<>();

    /** A thread's way through all layers and back, for some of a mini-batch's sequences at a time. */
    private final class Pass implements AutoCloseable {
        private final List<RecurrentLayer.Share> shares = new ArrayList<>();
        private final float[] scratch;

        Pass(int mostRows) {
            layers.forEach(layer -> shares.add(layer.new Share(mostRows)));
            scratch = new float[mostRows * units];
        }

        boolean fits(int count) {
            return shares.get(0).fits(count);
        }

        void differentiate(float[] values, int[] starts, int[] actual, Optional<StepDropout> drop, int from, int to) {
            StepRows rows = layers.get(0).rows();
            for (int t = 0; t < order.length(from); t++) {
                for (int n = from; n < from + order.running(t, from, to); n++) {
                    rows.writeInput(t, n, values, (starts[n] + t) * inputs);
                }
            }
            for (int i = 0; i < layers.size(); i++) {
                shares.get(i).forward(from, to, toAbove(i, drop));
            }
            int last = layers.size() - 1;
            StepRows outputs = layers.get(last).rows();
            for (int n = from; n < to; n++) {
                int end = order.length(n);
                outputs.readOutput(end, n, n + 1, scratch, 0);
                if (drop.isPresent()) {
                    drop.get().apply(last, end - 1, n, n + 1, scratch, 0, units);
                }
                softmax.writeInput(n, scratch);
            }
            softmax.differentiate(actual, from, to);
            RecurrentLayer.FromAbove above = (dh, step, a, b) -> {
                int goOn = order.running(step + 1, a, b);
                softmax.readGradient(a + goOn, b, dh, goOn * units);
                if (drop.isPresent()) {
                    drop.get().apply(last, step, a + goOn, b, dh, goOn * units, units);
                }
            };
            for (int i = last; i >= 0; i--) {
                shares.get(i).backward(above);
                above = fromAbove(i, drop);
            }
        }

        /** Returns the way that a layer's outputs go to the next layer's rows. */
        private Optional<RecurrentLayer.ToAbove> toAbove(int i, Optional<StepDropout> drop) {
            if (i + 1 == layers.size()) {
                return Optional.empty();
            }
            StepRows rows = layers.get(i + 1).rows();
            if (drop.isEmpty()) {
                return Optional.of(rows::writeInput);
            }
            return Optional.of((step, from, to, h) -> {
                System.arraycopy(h, 0, scratch, 0, (to - from) * units);
                drop.get().apply(i, step, from, to, scratch, 0, units);
                rows.writeInput(step, from, to, scratch);
            });
        }

        /** Returns the way that a layer's input gradients go to the layer below. */
        private RecurrentLayer.FromAbove fromAbove(int i, Optional<StepDropout> drop) {
            RecurrentLayer layer = layers.get(i);
            return (dh, step, from, to) -> {
                layer.readInputGradient(step, from, to, scratch, 0);
                if (drop.isPresent()) {
                    drop.get().apply(i - 1, step, from, to, scratch, 0, units);
                }
                Gates.add(dh, scratch, 0, (to - from) * units);
            };
        }

        @Override
        public void close() {
            shares.forEach(RecurrentLayer.Share::close);
        }
    }

    /** Sequences to predict; asked by several threads at once. */
    public interface SequenceSource {
        /** Copies sequence {@code index}, T x F row-major, to {@code target} from {@code offset} on. */
        void copyTo(int index, float[] target, int offset);
    }

    /** What a mini-batch came to. {@code lossSum} is its cross-entropy in nats. */
    public record Outcome(double lossSum, int correct) {}

    /** The streams of all layers, for one thread at a time. */
    private final class Pipeline implements AutoCloseable {
        private final List<RecurrentStream> streams = new ArrayList<>();
        private final NativeFloats logits;
        private final int rowCount;
        private float[] values = new float[0];

        Pipeline(int rowCount) {
            this.rowCount = rowCount;
            layers.forEach(layer -> streams.add(new RecurrentStream(layer, rowCount, STREAM_STEPS)));
            logits = new NativeFloats((long) rowCount * softmax.scratchWidth());
        }

        void classify(SequenceSource source, StepOrder all, int from, int to, float[] probabilities, int offset) {
            int[] starts = read(source, all, from, to);
            streams.forEach(RecurrentStream::begin);
            StepRows rows = streams.get(0).rows();
            int longest = all.length(from);
            int count = 0;
            for (int first = 0; first < longest; first += count) {
                count = Math.min(STREAM_STEPS, longest - first);
                for (int t = 0; t < count; t++) {
                    for (int n = 0; n < all.running(first + t, from, to); n++) {
                        rows.writeInput(t, n, values, starts[n] + (first + t) * inputs);
                    }
                }
                for (int i = 0; i < streams.size(); i++) {
                    streams.get(i).run(all, from, to, first, count, rowsAbove(i));
                }
            }
            softmax.classify(
                    streams.get(streams.size() - 1).output(to - from),
                    to - from,
                    logits,
                    probabilities,
                    n -> offset + all.sequence(from + n) * classes);
        }

        /** Reads the sequences one after another; returns where each begins. */
        private int[] read(SequenceSource source, StepOrder all, int from, int to) {
            int[] starts = new int[to - from];
            int end = 0;
            for (int n = from; n < to; n++) {
                starts[n - from] = end;
                end = Math.addExact(end, Math.multiplyExact(all.length(n), inputs));
            }
            if (values.length < end) {
                values = new float[end];
            }
            for (int n = from; n < to; n++) {
                source.copyTo(all.sequence(n), values, starts[n - from]);
            }
            return starts;
        }

        private Optional<StepRows> rowsAbove(int i) {
            return i + 1 < streams.size() ? Optional.of(streams.get(i + 1).rows()) : Optional.empty();
        }

        int rowCount() {
            return rowCount;
        }

        @Override
        public void close() {
            streams.forEach(RecurrentStream::close);
            logits.close();
        }
    }

    /**
     * @param inputs the features of a time step
     * @param threads how many threads compute, the calling one included; 0 stands for all processors
     */
    public RecurrentClassifier(Recurrent network, int inputs, int classes, int threads) {
        this(network, inputs, classes, threads, MatrixProducts.fastest());
    }

    RecurrentClassifier(Recurrent network, int inputs, int classes, int threads, MatrixProducts products) {
        this.inputs = inputs;
        this.units = network.hiddenUnits();
        this.classes = classes;
        this.dropout = network.dropout();
        for (int i = 0; i < network.layers(); i++) {
            layers.add(new RecurrentLayer(new LayerShape(network.cell(), i == 0 ? inputs : units, units), products));
        }
        this.softmax = new SoftmaxLayer(units, classes, products);
        int count = softmax.parameterCount();
        for (RecurrentLayer layer : layers) {
            count += layer.shape().parameterCount();
        }
        this.parameterCount = count;
        // Last, so that no thread stays behind if there is too little memory for the layers.
        this.workers = new Workers(threads, products);
    }

    /** Returns how many parameters the network has. */
    public int parameterCount() {
        return parameterCount;
    }

    /** Takes over parameters for the predictions that follow; they are copied. */
    public void load(FloatBuffer parameters) {
        pack(parameters, false);
    }

    private void pack(FloatBuffer parameters, boolean backward) {
        List<LayerParameters> parts = parts(parameters);
        int gatesEach = layers.get(0).shape().cell().gates();
        int gates = layers.size() * gatesEach;
        workers.run(gates + 1, i -> {
            if (i < gates) {
                layers.get(i / gatesEach).pack(parts.get(i / gatesEach), i % gatesEach, backward);
            } else {
                softmax.pack(softmaxPart(parameters));
            }
        });
    }

    private List<LayerParameters> parts(FloatBuffer all) {
        if (all.limit() < parameterCount) {
            throw new IllegalArgumentException(
                    "The network has " + parameterCount + " parameters, not " + all.limit() + ".");
        }
        List<LayerParameters> parts = new ArrayList<>();
        int at = 0;
        for (RecurrentLayer layer : layers) {
            LayerShape shape = layer.shape();
            int w = shape.inputs() * shape.gates();
            int r = shape.units() * shape.gates();
            parts.add(
                    new LayerParameters(all.slice(at, w), all.slice(at + w, r), all.slice(at + w + r, shape.gates())));
            at += shape.parameterCount();
        }
        return parts;
    }

    private FloatBuffer softmaxPart(FloatBuffer all) {
        return all.slice(parameterCount - softmax.parameterCount(), softmax.parameterCount());
    }

    /**
     * Writes class probabilities, N x K row-major, by the parameters that were loaded.
     *
     * @param values N x T x F row-major; the array may be longer
     */
    public void classify(float[] values, int count, int timeSteps, float[] probabilities, int offset) {
        classify(values, repeated(timeSteps, count), count, probabilities, offset);
    }

    /**
     * Writes class probabilities, N x K row-major, by the parameters that were loaded.
     *
     * @param values sequence after sequence; the array may be longer
     * @param timeSteps each sequence's length, at least 1; the array may be longer
     */
    public void classify(float[] values, int[] timeSteps, int count, float[] probabilities, int offset) {
        checkLength(values, timeSteps, count);
        int[] starts = starts(timeSteps, count);
        classify(
                (index, target, at) ->
                        System.arraycopy(values, starts[index] * inputs, target, at, timeSteps[index] * inputs),
                timeSteps,
                count,
                probabilities,
                offset);
    }

    /**
     * Writes class probabilities, N x K row-major, by the parameters that were loaded. Takes no more memory for many
     * sequences than for a few, and is fastest when it gets many at once.
     *
     * @param timeSteps each sequence's length, at least 1; the array may be longer
     */
    public void classify(SequenceSource source, int[] timeSteps, int count, float[] probabilities, int offset) {
        StepOrder all = StepOrder.of(timeSteps, count);
        int chunks =
                Math.max(1, Math.max(count / STREAM_ROWS, Math.min(workers.threads(), count / Workers.FEWEST_ROWS)));
        int rows = workers.largestPart(count, chunks);
        workers.run(chunks, i -> {
            Pipeline pipeline = take(rows);
            try {
                pipeline.classify(
                        source,
                        all,
                        workers.firstOf(count, chunks, i),
                        workers.firstOf(count, chunks, i + 1),
                        probabilities,
                        offset);
            } finally {
                give(pipeline);
            }
        });
    }

    private static int[] repeated(int timeSteps, int count) {
        int[] all = new int[Math.max(0, count)];
        Arrays.fill(all, timeSteps);
        return all;
    }

    /** Returns the number of steps before each sequence. */
    private static int[] starts(int[] timeSteps, int count) {
        int[] starts = new int[count];
        for (int i = 1; i < count; i++) {
            starts[i] = starts[i - 1] + timeSteps[i - 1];
        }
        return starts;
    }

    private Pipeline take(int rows) {
        synchronized (idle) {
            for (int i = 0; i < idle.size(); i++) {
                if (idle.get(i).rowCount() >= rows) {
                    return idle.remove(i);
                }
            }
            if (!idle.isEmpty()) {
                idle.remove(0).close();
            }
        }
        return new Pipeline(rows);
    }

    private void give(Pipeline pipeline) {
        synchronized (idle) {
            idle.add(pipeline);
        }
    }

    private void checkLength(float[] values, int[] timeSteps, int count) {
        IntSummaryStatistics lengths =
                Arrays.stream(timeSteps, 0, Math.max(0, count)).summaryStatistics();
        long expected = lengths.getSum() * inputs;
        if (values.length < expected || count < 1 || lengths.getMin() < 1) {
            String all = lengths.getMin() == lengths.getMax()
                    ? String.valueOf(lengths.getMin())
                    : lengths.getMin() + " to " + lengths.getMax();
            throw new IllegalArgumentException(count + " sequences of " + all + " time steps with " + inputs
                    + " features are " + expected + " values, not " + values.length + ".");
        }
    }

    /**
     * Runs a mini-batch forward and backward.
     *
     * @param values sequence after sequence; the array may be longer
     * @param timeSteps each sequence's length, at least 1; the array may be longer
     * @param actual N class indices; the array may be longer
     * @param seeds decides what is dropped
     * @param gradients written: the sums over the mini-batch
     */
    public Outcome differentiate(
            FloatBuffer parameters,
            float[] values,
            int[] timeSteps,
            int[] actual,
            int count,
            SeedStream seeds,
            FloatBuffer gradients) {
        checkLength(values, timeSteps, count);
        pack(parameters, true);
        prepare(StepOrder.of(timeSteps, count));
        int[] starts = inOrder(starts(timeSteps, count));
        int[] labels = inOrder(actual);
        Optional<StepDropout> drop = dropout > 0 ? Optional.of(draw(seeds)) : Optional.empty();
        int tasks = Math.max(order.isEqual() ? workers.tasks(count) : workers.unevenTasks(count), count / PASS_ROWS);
        int rows = workers.largestPart(count, tasks);
        workers.run(tasks, i -> {
            Pass pass = takePass(rows);
            try {
                pass.differentiate(
                        values,
                        starts,
                        labels,
                        drop,
                        workers.firstOf(count, tasks, i),
                        workers.firstOf(count, tasks, i + 1));
            } finally {
                synchronized (passes) {
                    passes.add(pass);
                }
            }
        });
        List<LayerParameters> parts = parts(gradients);
        int sums = layers.size() * RecurrentLayer.GRADIENT_PARTS;
        workers.run(sums + 1, i -> {
            if (i < sums) {
                // From the top: the first layer's inputs are few, and small tasks at the end keep threads from
                // waiting.
                int layer = layers.size() - 1 - i / RecurrentLayer.GRADIENT_PARTS;
                layers.get(layer).gradients(i % RecurrentLayer.GRADIENT_PARTS, parts.get(layer));
            } else {
                softmax.gradient(softmaxPart(gradients));
            }
        });
        return new Outcome(softmax.lossSum(), softmax.correct());
    }

    private Pass takePass(int rows) {
        synchronized (passes) {
            while (!passes.isEmpty()) {
                Pass pass = passes.remove(passes.size() - 1);
                if (pass.fits(rows)) {
                    return pass;
                }
                pass.close();
            }
        }
        return new Pass(rows);
    }

    private void prepare(StepOrder newOrder) {
        order = newOrder;
        for (int i = 0; i < layers.size(); i++) {
            layers.get(i).prepare(newOrder, true, i > 0);
        }
        softmax.prepare(newOrder.sequences());
    }

    /** Returns what is given for each sequence by its position. */
    private int[] inOrder(int[] given) {
        int[] byPosition = new int[order.sequences()];
        Arrays.setAll(byPosition, n -> given[order.sequence(n)]);
        return byPosition;
    }

    /** Draws a seed for each sequence in the mini-batch's own order. */
    private StepDropout draw(SeedStream seeds) {
        long[] given = new long[order.sequences()];
        Arrays.setAll(given, n -> seeds.nextLong());
        long[] byPosition = new long[given.length];
        Arrays.setAll(byPosition, n -> given[order.sequence(n)]);
        return new StepDropout(dropout, layers.size(), byPosition);
    }

    @Override
    public void close() {
        workers.close();
        layers.forEach(RecurrentLayer::close);
        softmax.close();
        synchronized (idle) {
            idle.forEach(Pipeline::close);
            idle.clear();
        }
        synchronized (passes) {
            passes.forEach(Pass::close);
            passes.clear();
        }
    }
}
