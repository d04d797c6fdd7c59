package org.seqnet.engine.kernel.convolution;

import java.util.Arrays;
import org.seqnet.engine.kernel.product.NativeFloats;
import org.seqnet.engine.kernel.product.NativeFloats.Cursor;
import org.seqnet.engine.network.ConvolutionBlock;
import org.seqnet.engine.network.ImageShape;

/**
 * The arithmetic of a convolution block on one image, with a thread's room for it.
 *
 * <p>A convolution is one matrix product: each row of its left factor holds what the filters see at one place [1]. It
 * is made anew for the backward pass, since those of all images of a mini-batch would leave the processor's cache.
 *
 * <p>[1] Chellapilla, Puri and Simard, 2006, "High performance convolutional neural networks for document processing".
 */
final class Convolver implements AutoCloseable {
    /** The choice of a pooled value that no gradient flows through: ReLU or dropout made it 0. */
    static final byte NONE = -1;

    private final ConvolutionLayer layer;
    private final ConvolutionBlock block;
    private final ImageShape output;
    private final int width;
    private final int filters;
    private final int places;
    private final int window;
    private final Patches layout;
    // Padding is never written, and stays 0.
    private final float[] patches;
    private final float[] z;
    private final NativeFloats patchRows;
    private final NativeFloats zRows;
    private final NativeFloats gradientRows;
    private final Cursor patchCursor;
    private final Cursor zCursor;

    /** @param passesGradient whether {@link #readInputGradient} will be asked */
    Convolver(ConvolutionLayer layer, boolean passesGradient) {
        this.layer = layer;
        this.block = layer.block();
        this.output = block.output(layer.input());
        var convolved = block.convolved(layer.input());
        this.width = convolved.width();
        this.filters = block.filters();
        this.places = convolved.height() * convolved.width();
        this.window = block.window(layer.input());
        this.layout = new Patches(block, layer.input());
        this.patches = new float[Math.multiplyExact(places, window)];
        this.z = new float[Math.multiplyExact(places, filters)];
        this.patchRows = new NativeFloats(patches.length);
        this.zRows = new NativeFloats(z.length);
        this.gradientRows = passesGradient ? new NativeFloats(patches.length) : null;
        this.patchCursor = patchRows.cursor(window);
        this.zCursor = zRows.cursor(filters);
    }

    /** Returns the convolved image, places x filters; backward its gradient. */
    float[] z() {
        return z;
    }

    void convolve(float[] image, int at) {
        writePatches(image, at);
        layer.forwardWeights().multiply(places, patchCursor, 0f, zCursor);
        zRows.buffer().get(0, z);
    }

    private void writePatches(float[] image, int at) {
        layout.write(image, at, patches);
        patchRows.buffer().put(0, patches);
    }

    /**
     * Takes z through bias, pooling and ReLU.
     *
     * @param choices written: for each value of the output, which place of its pooling window it comes from, or
     *     {@link #NONE}
     */
    void pool(float[] target, byte[] choices) {
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
        float[] bias = layer.bias();
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
        return (y * pooling + choice / pooling) * width + x * pooling + choice % pooling;
    }

    /**
     * Goes back through dropout, ReLU and pooling to dL/dz.
     *
     * @param biases added to: dL/db
     */
    void unpool(float[] outputGradient, byte[] choices, float[] biases) {
        Arrays.fill(z, 0);
        float scale = layer.dropout().scale();
        for (int y = 0, from = 0; y < output.height(); y++) {
            for (int x = 0; x < output.width(); x++, from += filters) {
                for (int f = 0; f < filters; f++) {
                    int choice = choices[from + f];
                    if (choice != NONE) {
                        float gradient = scale * outputGradient[from + f];
                        z[place(y, x, choice) * filters + f] = gradient;
                        biases[f] += gradient;
                    }
                }
            }
        }
    }

    /** Goes back from dL/dz to the weights, and to the image if its gradient is wanted. */
    void backward(float[] image, int at, WeightSums sums) {
        zRows.buffer().put(0, z);
        writePatches(image, at);
        layer.products()
                .multiplyTransposed(window, filters, places, patchCursor, zCursor, sums.nextBeta(), sums.weights());
        if (gradientRows != null) {
            layer.backwardWeights().multiply(places, zCursor, 0f, gradientRows.cursor(window));
        }
    }

    /** Reads the gradient of the image that has come last. */
    void readInputGradient(float[] target, int offset) {
        layout.add(gradientRows.buffer(), target, offset);
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
