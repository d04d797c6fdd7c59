package org.seqnet.engine.kernel;

import java.nio.FloatBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.seqnet.engine.network.Convolutional;
import org.seqnet.engine.network.SeedStream;
import org.seqnet.engine.sequence.SequenceShape;

/**
 * Runs a whole convolutional network on plain arrays: forward, backward and for prediction. It computes what a
 * Deeplearning4j network of the same parameters computes.
 *
 * <p>Parameters and gradients are flat, in Deeplearning4j's order. Images are T x F, row-major: pixels of a row from
 * left to right, all channels of a pixel together.
 *
 * <p>Used by one thread at a time; it runs threads of its own until it is closed. Results depend neither on their
 * number nor, when predicting, on what other images there are.
 */
public final class ConvolutionalClassifier implements AutoCloseable {

    /*
     * A mini-batch takes three jobs: weights are laid out for the products; each thread takes some images through all
     * layers and back, one at a time where convolutions are, so that what they need stays in its cache; gradients are
     * summed over all images. Each stage that normalizes splits the second job twice, on the way ahead and on the way
     * back, since it needs sums over all images; what images need then goes through memory.
     */

    /**
     * Images that meet when predicting, in the first rows of a product that has {@value ConvolutionalLayers#ROWS} however
     * few there are: these are rounded alike by oneDNN and by OpenBLAS, whose kernel for Haswell rounds the other six
     * differently.
     */
    private static final int PREDICTED_ROWS = 6;

    /**
     * The most tasks that a mini-batch is split into, each of which keeps a gradient of its own. It is fixed: since
     * these are added up, the last bits would depend on it.
     */
    private static final int MOST_TASKS = 16;

    /** Outputs of the dense layer that are laid out, or whose gradient is computed, by one task. */
    private static final int UNITS = 16;

    private final boolean drops;
    private final Workers workers;
    private final ConvolutionalLayers layers;
    private final List<ConvolutionStage> stages;
    private final LinearLayer dense;
    private final SoftmaxLayer softmax;
    /** Where images wait for each other, after -1, which stands for the start. */
    private final int[] waits;

    private final Pool<ConvolutionalPass> passes;
    private final Pool<ConvolutionalPipeline> pipelines;
    private final List<List<ConvolutionStage.Gradient>> gradients = new ArrayList<>();
    /** What images leave behind that wait for each other. */
    private final List<ConvolutionalPass.Trace> traces = new ArrayList<>();

    /** What threads work with, handed from one to the next. */
    private static final class Pool<T extends AutoCloseable> {
        private final ArrayDeque<T> idle = new ArrayDeque<>();
        private final Supplier<T> maker;

        Pool(Supplier<T> maker) {
            this.maker = maker;
        }

        T take() {
            synchronized (idle) {
                if (!idle.isEmpty()) {
                    return idle.pop();
                }
            }
            return maker.get();
        }

        void give(T one) {
            synchronized (idle) {
                idle.push(one);
            }
        }
    }

    /** Images to predict; asked by several threads at once. */
    public interface ImageSource {
        /** Copies image {@code index} to {@code target} from {@code offset} on. */
        void copyTo(int index, float[] target, int offset);
    }

    /** What a mini-batch came to. {@code lossSum} is its cross-entropy in nats. */
    public record Outcome(double lossSum, int correct) {}

    /**
     * @param input the shape of the sequences that are the images
     * @param threads how many threads compute, the calling one included; 0 stands for all processors
     */
    public ConvolutionalClassifier(Convolutional network, SequenceShape input, int classes, int threads) {
        this(network, input, classes, threads, MatrixProducts.fastest());
    }

    ConvolutionalClassifier(
            Convolutional network, SequenceShape input, int classes, int threads, MatrixProducts products) {
        this.drops = network.drops();
        this.layers = new ConvolutionalLayers(network, input, classes, products);
        this.stages = layers.stages();
        this.dense = layers.dense();
        this.softmax = layers.softmax();
        this.waits = IntStream.range(-1, stages.size())
                .filter(s -> s < 0 || stages.get(s).normalizes())
                .toArray();
        this.passes = new Pool<>(() -> new ConvolutionalPass(layers));
        this.pipelines = new Pool<>(() -> new ConvolutionalPipeline(layers));
        // Last, so that no thread stays behind if there is too little memory for the layers.
        this.workers = new Workers(threads, products);
    }

    /** Returns how many parameters the network has. */
    public int parameterCount() {
        return layers.parameterCount();
    }

    /** Takes over parameters for the predictions that follow; they are copied. */
    public void load(FloatBuffer parameters) {
        load(parameters, ConvolutionStage::packToPredict);
    }

    private void load(FloatBuffer parameters, BiConsumer<ConvolutionStage, FloatBuffer> stagePacking) {
        if (parameters.limit() < parameterCount()) {
            throw new IllegalArgumentException(
                    "The network has " + parameterCount() + " parameters, not " + parameters.limit() + ".");
        }
        var tasks = new ArrayList<Runnable>();
        var parts = layers.parts(parameters);
        for (int s = 0; s < stages.size(); s++) {
            var stage = stages.get(s);
            var part = parts.get(s);
            tasks.add(() -> stagePacking.accept(stage, part));
        }
        forDenseUnits(tasks, (from, to) -> dense.pack(parts.get(stages.size()), from, to));
        tasks.add(() -> softmax.pack(parts.get(stages.size() + 1)));
        workers.run(tasks.size(), i -> tasks.get(i).run());
    }

    private interface RangeAction {
        void accept(int from, int to);
    }

    private void forDenseUnits(List<Runnable> tasks, RangeAction action) {
        for (int from = 0; from < dense.outputs(); from += UNITS) {
            int first = from;
            tasks.add(() -> action.accept(first, Math.min(first + UNITS, dense.outputs())));
        }
    }

    /**
     * Writes class probabilities, N x K row-major, by the parameters that were loaded. Takes no more memory for many
     * images than for a few.
     */
    public void classify(ImageSource source, int count, float[] probabilities, int offset) {
        int chunks = (count + PREDICTED_ROWS - 1) / PREDICTED_ROWS;
        workers.run(chunks, i -> {
            var pipeline = pipelines.take();
            try {
                int from = i * PREDICTED_ROWS;
                pipeline.classify(source, from, Math.min(from + PREDICTED_ROWS, count), probabilities, offset);
            } finally {
                pipelines.give(pipeline);
            }
        });
    }

    /**
     * Runs a mini-batch forward and backward.
     *
     * @param values image after image; the array may be longer
     * @param actual N class indices; the array may be longer
     * @param dropout draws what is dropped; not asked if the network drops nothing
     * @param target written: the gradients, summed over the mini-batch
     */
    public Outcome differentiate(
            FloatBuffer parameters, float[] values, int[] actual, int count, SeedStream dropout, FloatBuffer target) {
        load(parameters, ConvolutionStage::pack);
        dense.prepare(count);
        softmax.prepare(count);
        // By image, so that no thread waits for another's random numbers.
        var seeds = new long[drops ? count : 0];
        Arrays.setAll(seeds, n -> dropout.nextLong());
        var batch = new ConvolutionalPass.Batch(values, actual, seeds);
        int tasks = tasks(count);
        while (gradients.size() < tasks) {
            gradients.add(stages.stream().map(stage -> stage.new Gradient()).toList());
        }
        gradients.forEach(sums -> sums.forEach(ConvolutionStage.Gradient::begin));
        goAhead(batch, count);
        int last = waits[waits.length - 1];
        forImages(count, (pass, from, to, sums) -> {
            var left = last < 0 ? pass.ownTraces() : traces.subList(from, to);
            pass.turn(batch, from, to, left, last, sums);
        });
        goBack(batch, count);
        sumUp(tasks, layers.parts(target));
        return new Outcome(softmax.lossSum(), softmax.correct());
    }

    private static int chunks(int count) {
        return (count + ConvolutionalLayers.ROWS - 1) / ConvolutionalLayers.ROWS;
    }

    private static int tasks(int count) {
        return Math.min(chunks(count), MOST_TASKS);
    }

    private interface ImagesAction {
        void accept(ConvolutionalPass pass, int from, int to, List<ConvolutionStage.Gradient> sums);
    }

    /** Does {@code action} with the images of a mini-batch, a few at a time; it is split into the same tasks each time. */
    private void forImages(int count, ImagesAction action) {
        int chunks = chunks(count);
        int tasks = tasks(count);
        workers.run(tasks, i -> {
            var pass = passes.take();
            try {
                for (int chunk = Workers.part(chunks, tasks, i); chunk < Workers.part(chunks, tasks, i + 1); chunk++) {
                    int from = chunk * ConvolutionalLayers.ROWS;
                    action.accept(pass, from, Math.min(from + ConvolutionalLayers.ROWS, count), gradients.get(i));
                }
            } finally {
                passes.give(pass);
            }
        });
    }

    /** Takes all images to the last stage that they wait at. */
    private void goAhead(ConvolutionalPass.Batch batch, int count) {
        for (int leg = 1; leg < waits.length; leg++) {
            while (traces.size() < count) {
                traces.add(ConvolutionalPass.Trace.of(layers));
            }
            int start = waits[leg - 1];
            int end = waits[leg];
            forImages(count, (pass, from, to, sums) -> {
                for (int n = from; n < to; n++) {
                    pass.goAhead(batch, n, traces.get(n), start, end);
                }
            });
            stages.get(end).joinAhead(kept(end, count));
        }
    }

    /** Takes all images back from there. */
    private void goBack(ConvolutionalPass.Batch batch, int count) {
        for (int leg = waits.length - 1; leg > 0; leg--) {
            int start = waits[leg];
            int end = waits[leg - 1];
            stages.get(start).joinBack(kept(start, count));
            forImages(count, (pass, from, to, sums) -> {
                for (int n = from; n < to; n++) {
                    pass.goBack(batch, n, traces.get(n), start, end, sums);
                }
            });
        }
    }

    private List<ConvolutionStage.Kept> kept(int stage, int count) {
        return traces.subList(0, count).stream()
                .map(trace -> trace.kept().get(stage))
                .toList();
    }

    private void sumUp(int gradientCount, List<FloatBuffer> parts) {
        var tasks = new ArrayList<Runnable>();
        for (int s = 0; s < stages.size(); s++) {
            int number = s;
            var sums = gradients.subList(0, gradientCount).stream()
                    .map(one -> one.get(number))
                    .toList();
            tasks.add(() -> stages.get(number).gradient(sums, parts.get(number)));
        }
        forDenseUnits(tasks, (from, to) -> dense.gradient(parts.get(stages.size()), from, to));
        tasks.add(() -> softmax.gradient(parts.get(stages.size() + 1)));
        workers.run(tasks.size(), i -> tasks.get(i).run());
    }

    @Override
    public void close() {
        workers.close();
        layers.close();
        gradients.forEach(one -> one.forEach(ConvolutionStage.Gradient::close));
        passes.idle.forEach(ConvolutionalPass::close);
        pipelines.idle.forEach(ConvolutionalPipeline::close);
    }
}
