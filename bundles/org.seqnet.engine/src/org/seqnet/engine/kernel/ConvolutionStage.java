package org.seqnet.engine.kernel;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.kernel.NativeFloats.Cursor;
import org.seqnet.engine.network.ConvolutionBlock;
import org.seqnet.engine.network.ImageShape;
import org.seqnet.engine.network.SeedStream;

/**
 * A convolution block on one image at a time: convolution, batch normalization, ReLU, max pooling, dropout. Images are
 * row-major, all channels of a pixel together, as sequences bring them.
 *
 * <p>Where it normalizes, an image waits twice for all others of the mini-batch: on its way ahead between
 * {@link Share#convolve} and {@link Share#finish}, for {@link #joinAhead}; on its way back between {@link Share#unpool} and
 * {@link Share#goBack}, for {@link #joinBack}. Prediction does not: there, the normalization is part of the weights.
 *
 * <p>Parameters lie as Deeplearning4j keeps them: b, then W, filters x channels x rows x columns; with batch normalization
 * W, then its own.
 *
 * <p>A convolution is one matrix product: each row of its left factor holds what the filters see at one place [1]. It
 * is made anew for the way back, since those of all images of a mini-batch would leave the processor's cache.
 *
 * <p>[1] Chellapilla, Puri and Simard, 2006, "High performance convolutional neural networks for document processing".
 */
final class ConvolutionStage implements AutoCloseable {
    /** The choice of a pooled value that nothing flows back through: ReLU or dropout made it 0. */
    private static final byte NONE = -1;

    /** What the filters see at all places of one image: 1 GB, and every thread has arrays of this size. */
    private static final long MOST_PATCH_VALUES = 268_435_456;

    private final MatrixProducts products;
    private final ConvolutionBlock block;
    private final ImageShape input;
    private final ImageShape convolved;
    private final ImageShape output;
    private final int filters;
    private final int places;
    private final int window;
    private final Patches layout;
    private final NativeFloats forward;
    private final NativeFloats backward;
    /** What is added before ReLU; 0 where training normalizes. */
    private final float[] bias;
    /** {@code null} if there is none. */
    private final BatchNormalization normalization;

    ConvolutionStage(ConvolutionBlock block, ImageShape input, MatrixProducts products) {
        this.products = products;
        this.block = block;
        this.input = input;
        this.convolved = block.convolved(input);
        this.output = block.output(input);
        this.filters = block.filters();
        this.places = Math.multiplyExact(convolved.height(), convolved.width());
        this.window = block.window(input);
        long patchValues = (long) places * window;
        if (patchValues > MOST_PATCH_VALUES) {
            throw new SeqNetException(String.format(
                    Locale.ROOT,
                    "A %d x %d convolution on images of %s takes %,d values at once, more than %,d; choose a smaller "
                            + "kernel, a larger stride, fewer filters in the block before or smaller images.",
                    block.kernelSize(),
                    block.kernelSize(),
                    input,
                    patchValues,
                    MOST_PATCH_VALUES));
        }
        this.layout = new Patches(block, input);
        this.forward = new NativeFloats((long) window * filters);
        this.backward = new NativeFloats((long) window * filters);
        this.bias = new float[filters];
        this.normalization = block.batchNormalization() ? new BatchNormalization(convolved) : null;
    }

    int parameterCount() {
        return block.parameterCount(input);
    }

    boolean normalizes() {
        return normalization != null;
    }

    /** Returns where weights stand among the parameters. */
    private int firstWeight() {
        return normalizes() ? 0 : filters;
    }

    private FloatBuffer ofNormalization(FloatBuffer parameters) {
        return parameters.slice(filters * window, normalization.parameterCount());
    }

    ImageShape output() {
        return output;
    }

    /** Takes over the parameters for training. */
    void pack(FloatBuffer parameters) {
        if (normalizes()) {
            normalization.pack(ofNormalization(parameters));
            Arrays.fill(bias, 0);
        } else {
            parameters.get(0, bias);
        }
        packWeights(parameters, filter -> 1);
    }

    /** Takes over the parameters for prediction. */
    void packToPredict(FloatBuffer parameters) {
        if (!normalizes()) {
            pack(parameters);
            return;
        }
        normalization.pack(ofNormalization(parameters));
        for (int f = 0; f < filters; f++) {
            bias[f] = normalization.predictionShift(f);
        }
        packWeights(parameters, normalization::predictionFactor);
    }

    private interface Factors {
        float of(int filter);
    }

    private void packWeights(FloatBuffer parameters, Factors factors) {
        float[] given = new float[window];
        float[] own = new float[window];
        for (int f = 0; f < filters; f++) {
            float factor = factors.of(f);
            parameters.get(firstWeight() + f * window, given);
            int cells = window / input.channels();
            for (int c = 0, k = 0; c < input.channels(); c++) {
                for (int cell = 0; cell < cells; cell++, k++) {
                    own[cell * input.channels() + c] = factor * given[k];
                }
            }
            backward.buffer().put(f * window, own);
            for (int k = 0; k < window; k++) {
                forward.buffer().put(k * filters + f, own[k]);
            }
        }
    }

    /** Goes from what all images of the mini-batch have kept after {@link Share#convolve} to mean and variance. */
    void joinAhead(List<Kept> kept) {
        normalization.joinMeasured(images(kept));
    }

    /** Goes from what all images of the mini-batch have kept after {@link Share#unpool} to the gradients' sums. */
    void joinBack(List<Kept> kept) {
        normalization.joinGathered(images(kept));
    }

    private static List<BatchNormalization.Image> images(List<Kept> kept) {
        return kept.stream().map(one -> one.convolved).toList();
    }

    /**
     * Writes the gradients: dL/db or those of the normalization, and dL/dW, the sums of what {@code sums} have gathered,
     * added up in their order.
     */
    void gradient(Iterable<Gradient> sums, FloatBuffer gradients) {
        float[] weights = new float[window * filters];
        float[] biases = new float[filters];
        float[] one = new float[window * filters];
        for (Gradient sum : sums) {
            sum.weights.buffer().get(0, one);
            add(one, weights);
            add(sum.biases, biases);
        }
        if (normalizes()) {
            normalization.gradient(ofNormalization(gradients));
        } else {
            gradients.put(0, biases);
        }
        int cells = window / input.channels();
        float[] given = new float[window];
        for (int f = 0; f < filters; f++) {
            for (int c = 0, k = 0; c < input.channels(); c++) {
                for (int cell = 0; cell < cells; cell++, k++) {
                    given[k] = weights[(cell * input.channels() + c) * filters + f];
                }
            }
            gradients.put(firstWeight() + f * window, given);
        }
    }

    private static void add(float[] values, float[] sums) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += values[i];
        }
    }

    /** The gradient of some images, summed one after another. */
    final class Gradient implements AutoCloseable {
        /** Window x filters. */
        private final NativeFloats weights = new NativeFloats((long) window * filters);

        private final float[] biases = new float[filters];
        private boolean fresh;

        void begin() {
            Arrays.fill(biases, 0);
            fresh = true;
        }

        @Override
        public void close() {
            weights.close();
        }
    }

    /** What the way back needs of one image. */
    final class Kept {
        /** For each value of the output, which place of its pooling window it comes from, or {@link #NONE}. */
        private final byte[] choices = new byte[output.values()];

        /** What is normalized, and dL/d output until all images have theirs; {@code null} without normalization. */
        private final BatchNormalization.Image convolved = normalizes() ? normalization.new Image() : null;

        private final float[] above = normalizes() ? new float[output.values()] : null;
    }

    /** Room for one thread's work. */
    final class Share implements AutoCloseable {
        // Padding is never written, and stays 0.
        private final float[] patches = new float[Math.multiplyExact(places, window)];
        private final float[] z = new float[Math.multiplyExact(places, filters)];
        private final NativeFloats patchRows = new NativeFloats(patches.length);
        private final NativeFloats zRows = new NativeFloats(z.length);
        private final NativeFloats gradientRows;
        private final Cursor patchCursor = patchRows.cursor(window);
        private final Cursor zCursor = zRows.cursor(filters);
        private final byte[] forgotten = new byte[output.values()];

        /** @param inputGradientWanted whether {@link #goBack} is to go on below this block */
        Share(boolean inputGradientWanted) {
            gradientRows = inputGradientWanted ? new NativeFloats(patches.length) : null;
        }

        /** Writes the block's output of one image, as prediction needs it. */
        void predict(float[] image, int at, float[] target) {
            convolve(image, at);
            pool(target, forgotten);
        }

        /** Begins with one image. */
        void convolve(float[] image, int at, Kept kept) {
            convolve(image, at);
            if (normalizes()) {
                System.arraycopy(z, 0, kept.convolved.z, 0, z.length);
                kept.convolved.measure();
            }
        }

        /** Writes the block's output of the image, without dropout, and keeps what the way back needs. */
        void finish(float[] target, Kept kept) {
            if (normalizes()) {
                kept.convolved.normalize(z);
            }
            pool(target, kept.choices);
        }

        private void convolve(float[] image, int at) {
            writePatches(image, at);
            products.multiply(
                    places, filters, window, patchCursor, ConvolutionStage.this.forward.cursor(filters), 0f, zCursor);
            zRows.buffer().get(0, z);
        }

        private void writePatches(float[] image, int at) {
            layout.write(image, at, patches);
            patchRows.buffer().put(0, patches);
        }

        private void pool(float[] target, byte[] choices) {
            int[] starts = new int[block.pooling() * block.pooling()];
            for (int y = 0, to = 0; y < output.height(); y++) {
                for (int x = 0; x < output.width(); x++, to += filters) {
                    for (int choice = 0; choice < starts.length; choice++) {
                        starts[choice] = place(y, x, choice) * filters;
                    }
                    pool(starts, target, choices, to);
                }
            }
        }

        private void pool(int[] starts, float[] target, byte[] choices, int to) {
            for (int f = 0; f < filters; f++) {
                float largest = z[starts[0] + f];
                int chosen = 0;
                for (int choice = 1; choice < starts.length; choice++) {
                    float candidate = z[starts[choice] + f];
                    chosen = candidate > largest ? choice : chosen;
                    largest = Math.max(candidate, largest);
                }
                float sum = largest + bias[f];
                target[to + f] = Math.max(sum, 0);
                choices[to + f] = (byte) (sum > 0 ? chosen : NONE);
            }
        }

        /** Returns the place of the convolution that is number {@code choice} in a pooling window. */
        private int place(int y, int x, int choice) {
            int pooling = block.pooling();
            return (y * pooling + choice / pooling) * convolved.width() + x * pooling + choice % pooling;
        }

        /**
         * Begins the way back of one image.
         *
         * @param above dL/d output
         */
        void unpool(float[] above, Kept kept, Gradient gradient) {
            unpool(above, kept.choices, gradient.biases);
            if (normalizes()) {
                kept.convolved.gather(z);
                System.arraycopy(above, 0, kept.above, 0, above.length);
            }
        }

        /**
         * Adds the gradient of the image.
         *
         * @param below written: dL/d image, if that is wanted
         */
        void goBack(float[] image, int at, Kept kept, Gradient gradient, float[] below) {
            if (normalizes()) {
                unpool(kept.above, kept.choices, gradient.biases);
                kept.convolved.goBack(z);
            }
            zRows.buffer().put(0, z);
            writePatches(image, at);
            products.multiplyTransposed(
                    window,
                    filters,
                    places,
                    patchCursor,
                    zCursor,
                    gradient.fresh ? 0f : 1f,
                    gradient.weights.cursor(filters));
            gradient.fresh = false;
            if (gradientRows != null) {
                products.multiply(
                        places,
                        window,
                        filters,
                        zCursor,
                        ConvolutionStage.this.backward.cursor(window),
                        0f,
                        gradientRows.cursor(window));
                layout.add(gradientRows.buffer(), below);
            }
        }

        private void unpool(float[] above, byte[] choices, float[] biases) {
            Arrays.fill(z, 0);
            float scale = (float) (1 / (1 - block.dropout()));
            for (int y = 0, from = 0; y < output.height(); y++) {
                for (int x = 0; x < output.width(); x++, from += filters) {
                    for (int f = 0; f < filters; f++) {
                        int choice = choices[from + f];
                        if (choice != NONE) {
                            float slope = scale * above[from + f];
                            z[place(y, x, choice) * filters + f] = slope;
                            biases[f] += slope;
                        }
                    }
                }
            }
        }

        @Override
        public void close() {
            patchRows.close();
            zRows.close();
            if (gradientRows != null) {
                gradientRows.close();
            }
        }
    }

    /** Drops values of one image's output as training does; what is kept is divided by the share kept. */
    void drop(float[] values, Kept kept, SeedStream stream) {
        float scale = (float) (1 / (1 - block.dropout()));
        byte[] choices = kept.choices;
        for (int i = 0; i < choices.length; i++) {
            boolean dropped = stream.nextDouble() < block.dropout();
            values[i] *= dropped ? 0 : scale;
            choices[i] = dropped ? NONE : choices[i];
        }
    }

    boolean drops() {
        return block.dropout() > 0;
    }

    @Override
    public void close() {
        forward.close();
        backward.close();
    }
}
