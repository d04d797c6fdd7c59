package org.seqnet.engine.kernel;

import java.nio.FloatBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.seqnet.engine.network.Convolutional;
import org.seqnet.engine.network.SeedStream;
import org.seqnet.engine.network.SeedStream.Purpose;
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
     * summed over all images.
     */

    /** Images that meet in one product of the dense layers. */
    private static final int ROWS = 12;

    /**
     * Images that do so when predicting, in the first rows of a product that has {@value #ROWS} however few there are:
     * these are rounded alike by oneDNN and by OpenBLAS, whose kernel for Haswell rounds the other six differently.
     */
    private static final int PREDICTED_ROWS = 6;

    /**
     * The most tasks that a mini-batch is split into, each of which keeps a gradient of its own. It is fixed: since
     * these are added up, the last bits would depend on it.
     */
    private static final int MOST_TASKS = 16;

    /** Outputs of the dense layer that are laid out, or whose gradient is computed, by one task. */
    private static final int UNITS = 16;

    private final int imageValues;
    private final int classes;
    private final int parameterCount;
    private final double denseDropout;
    private final boolean drops;
    private final Workers workers;
    private final List<ConvolutionStage> stages = new ArrayList<>();
    private final LinearLayer dense;
    private final SoftmaxLayer softmax;
    private final Pool<Pass> passes = new Pool<>(Pass::new);
    private final Pool<Pipeline> pipelines = new Pool<>(Pipeline::new);
    private final List<List<ConvolutionStage.Gradient>> gradients = new ArrayList<>();

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

    /** A thread's way through all layers and back, for a few images. */
    private final class Pass implements AutoCloseable {
        private final List<ConvolutionStage.Share> shares = new ArrayList<>();
        /** For each image and stage: what the stage gave, and what its way back needs. */
        private final List<List<float[]>> outputs = new ArrayList<>();

        private final List<List<ConvolutionStage.Kept>> kept = new ArrayList<>();
        private final float[] features = new float[dense.inputs()];
        private final float[] activations = new float[dense.outputs()];
        private final float[] slopes = new float[dense.outputs()];
        private final List<float[]> above = new ArrayList<>();
        private final boolean[][] active = new boolean[ROWS][dense.outputs()];

        Pass() {
            for (int s = 0; s < stages.size(); s++) {
                shares.add(stages.get(s).new Share(s > 0));
                above.add(new float[stages.get(s).output().values()]);
            }
            for (int i = 0; i < ROWS; i++) {
                outputs.add(stages.stream()
                        .map(stage -> new float[stage.output().values()])
                        .toList());
                kept.add(stages.stream().map(stage -> stage.new Kept()).toList());
            }
        }

        void differentiate(
                float[] values, int[] actual, long[] seeds, int from, int to, List<ConvolutionStage.Gradient> sums) {
            for (int n = from; n < to; n++) {
                convolve(values, n, seeds, n - from);
            }
            dense.forward(from, to);
            for (int n = from; n < to; n++) {
                activate(n, active[n - from], seeds);
            }
            softmax.differentiate(actual, from, to);
            for (int n = from; n < to; n++) {
                softmax.readGradient(n, n + 1, slopes, 0);
                float scale = (float) (1 / (1 - denseDropout));
                for (int k = 0; k < slopes.length; k++) {
                    slopes[k] = active[n - from][k] ? scale * slopes[k] : 0;
                }
                dense.z().put(n * dense.outputStride(), slopes);
            }
            dense.backward(from, to);
            for (int n = from; n < to; n++) {
                goBack(values, n, n - from, sums);
            }
        }

        private void convolve(float[] values, int n, long[] seeds, int i) {
            float[] image = values;
            int at = n * imageValues;
            for (int s = 0; s < stages.size(); s++) {
                var output = outputs.get(i).get(s);
                shares.get(s).forward(image, at, output, kept.get(i).get(s));
                if (stages.get(s).drops()) {
                    stages.get(s).drop(output, kept.get(i).get(s), new SeedStream(seeds[n], Purpose.DROPOUT, s));
                }
                image = output;
                at = 0;
            }
            channelsFirst(image, features);
            dense.writeInput(n, features);
        }

        /** Takes a row of the dense layer through ReLU and dropout. */
        private void activate(int n, boolean[] isActive, long[] seeds) {
            dense.z().get(n * dense.outputStride(), activations);
            var stream = denseDropout > 0 ? new SeedStream(seeds[n], Purpose.DROPOUT, stages.size()) : null;
            float scale = (float) (1 / (1 - denseDropout));
            for (int k = 0; k < activations.length; k++) {
                isActive[k] = activations[k] > 0 && !(stream != null && stream.nextDouble() < denseDropout);
                activations[k] = isActive[k] ? scale * activations[k] : 0;
            }
            softmax.writeInput(n, activations);
        }

        private void goBack(float[] values, int n, int i, List<ConvolutionStage.Gradient> sums) {
            dense.readInputGradient(n, n + 1, features, 0);
            int last = stages.size() - 1;
            channelsLast(features, above.get(last));
            for (int s = last; s >= 0; s--) {
                shares.get(s)
                        .backward(
                                s > 0 ? outputs.get(i).get(s - 1) : values,
                                s > 0 ? 0 : n * imageValues,
                                above.get(s),
                                kept.get(i).get(s),
                                sums.get(s),
                                s > 0 ? above.get(s - 1) : above.get(s));
            }
        }

        @Override
        public void close() {
            shares.forEach(ConvolutionStage.Share::close);
        }
    }

    /** A thread's way through all layers, for a few images at a time. */
    private final class Pipeline implements AutoCloseable {
        private final List<ConvolutionStage.Share> shares = new ArrayList<>();
        private final List<float[]> outputs = new ArrayList<>();
        private final float[] image = new float[imageValues];
        private final float[] features = new float[dense.inputs()];
        private final float[] activations = new float[dense.outputs()];
        private final float[] rows = new float[ROWS * classes];
        private final NativeFloats featureRows = new NativeFloats((long) ROWS * dense.inputStride());
        private final NativeFloats z = new NativeFloats((long) ROWS * dense.outputStride());
        private final int activationStride = NativeFloats.stride(dense.outputs() + 1);
        private final NativeFloats activationRows = new NativeFloats((long) ROWS * activationStride);
        private final NativeFloats logits = new NativeFloats((long) ROWS * softmax.scratchWidth());

        Pipeline() {
            stages.forEach(stage -> {
                shares.add(stage.new Share(false));
                outputs.add(new float[stage.output().values()]);
            });
            for (int i = 0; i < ROWS; i++) {
                featureRows.buffer().put(i * dense.inputStride() + dense.inputs(), 1f);
                activationRows.buffer().put(i * activationStride + dense.outputs(), 1f);
            }
        }

        void classify(ImageSource source, int from, int to, float[] probabilities, int offset) {
            for (int n = from; n < to; n++) {
                source.copyTo(n, image, 0);
                float[] read = image;
                for (int s = 0; s < stages.size(); s++) {
                    shares.get(s).forward(read, 0, outputs.get(s));
                    read = outputs.get(s);
                }
                channelsFirst(read, features);
                featureRows.buffer().put((n - from) * dense.inputStride(), features);
            }
            dense.forward(featureRows.cursor(dense.inputStride()), ROWS, z.cursor(dense.outputStride()));
            for (int i = 0; i < to - from; i++) {
                z.buffer().get(i * dense.outputStride(), activations);
                for (int k = 0; k < activations.length; k++) {
                    activations[k] = Math.max(activations[k], 0);
                }
                activationRows.buffer().put(i * activationStride, activations);
            }
            softmax.classify(activationRows.cursor(activationStride), ROWS, logits, rows, i -> i * classes);
            System.arraycopy(rows, 0, probabilities, offset + from * classes, (to - from) * classes);
        }

        @Override
        public void close() {
            shares.forEach(ConvolutionStage.Share::close);
            featureRows.close();
            z.close();
            activationRows.close();
            logits.close();
        }
    }

    /**
     * @param input the shape of the sequences that are the images
     * @param threads how many threads compute, the calling one included; 0 stands for all processors
     */
    public ConvolutionalClassifier(Convolutional network, SequenceShape input, int classes, int threads) {
        this(network, input, classes, threads, MatrixProducts.fastest());
    }

    ConvolutionalClassifier(
            Convolutional network, SequenceShape input, int classes, int threads, MatrixProducts products) {
        var images = network.images(input);
        this.imageValues = images.get(0).values();
        this.classes = classes;
        this.denseDropout = network.denseDropout();
        this.drops = network.drops();
        int count = 0;
        for (int i = 0; i < network.blocks().size(); i++) {
            var stage = new ConvolutionStage(network.blocks().get(i), images.get(i), products);
            stages.add(stage);
            count += stage.parameterCount();
        }
        this.dense = new LinearLayer(images.get(stages.size()).values(), network.denseUnits(), products);
        this.softmax = new SoftmaxLayer(network.denseUnits(), classes, products);
        this.parameterCount = count + dense.parameterCount() + softmax.parameterCount();
        // Last, so that no thread stays behind if there is too little memory for the layers.
        this.workers = new Workers(threads, products);
    }

    /** Returns how many parameters the network has. */
    public int parameterCount() {
        return parameterCount;
    }

    /** Puts an image into the order that Deeplearning4j's dense layer reads: channel after channel. */
    private void channelsFirst(float[] image, float[] target) {
        var shape = stages.get(stages.size() - 1).output();
        int pixels = image.length / shape.channels();
        for (int c = 0, k = 0; c < shape.channels(); c++) {
            for (int pixel = 0; pixel < pixels; pixel++, k++) {
                target[k] = image[pixel * shape.channels() + c];
            }
        }
    }

    private void channelsLast(float[] values, float[] image) {
        var shape = stages.get(stages.size() - 1).output();
        int pixels = image.length / shape.channels();
        for (int c = 0, k = 0; c < shape.channels(); c++) {
            for (int pixel = 0; pixel < pixels; pixel++, k++) {
                image[pixel * shape.channels() + c] = values[k];
            }
        }
    }

    /** Takes over parameters for the predictions that follow; they are copied. */
    public void load(FloatBuffer parameters) {
        if (parameters.limit() < parameterCount) {
            throw new IllegalArgumentException(
                    "The network has " + parameterCount + " parameters, not " + parameters.limit() + ".");
        }
        var tasks = new ArrayList<Runnable>();
        var parts = parts(parameters);
        for (int s = 0; s < stages.size(); s++) {
            var stage = stages.get(s);
            var part = parts.get(s);
            tasks.add(() -> stage.pack(part));
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

    /** Returns the parameters of each stage, of the dense layer and of the softmax layer. */
    private List<FloatBuffer> parts(FloatBuffer all) {
        var parts = new ArrayList<FloatBuffer>();
        int at = 0;
        for (var stage : stages) {
            parts.add(all.slice(at, stage.parameterCount()));
            at += stage.parameterCount();
        }
        parts.add(all.slice(at, dense.parameterCount()));
        parts.add(all.slice(at + dense.parameterCount(), softmax.parameterCount()));
        return parts;
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
        load(parameters);
        dense.prepare(count);
        softmax.prepare(count);
        // By image, so that no thread waits for another's random numbers.
        var seeds = new long[drops ? count : 0];
        Arrays.setAll(seeds, n -> dropout.nextLong());
        int chunks = (count + ROWS - 1) / ROWS;
        int tasks = Math.min(chunks, MOST_TASKS);
        while (gradients.size() < tasks) {
            gradients.add(stages.stream().map(stage -> stage.new Gradient()).toList());
        }
        workers.run(tasks, i -> {
            var pass = passes.take();
            try {
                gradients.get(i).forEach(ConvolutionStage.Gradient::begin);
                for (int chunk = Workers.part(chunks, tasks, i); chunk < Workers.part(chunks, tasks, i + 1); chunk++) {
                    int to = Math.min((chunk + 1) * ROWS, count);
                    pass.differentiate(values, actual, seeds, chunk * ROWS, to, gradients.get(i));
                }
            } finally {
                passes.give(pass);
            }
        });
        sumUp(tasks, parts(target));
        return new Outcome(softmax.lossSum(), softmax.correct());
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
        stages.forEach(ConvolutionStage::close);
        dense.close();
        softmax.close();
        gradients.forEach(one -> one.forEach(ConvolutionStage.Gradient::close));
        passes.idle.forEach(Pass::close);
        pipelines.idle.forEach(Pipeline::close);
    }
}
