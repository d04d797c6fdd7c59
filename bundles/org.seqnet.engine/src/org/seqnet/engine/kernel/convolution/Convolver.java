package org.seqnet.engine.kernel.convolution;

import org.seqnet.engine.kernel.product.NativeFloats;
import org.seqnet.engine.kernel.product.NativeFloats.Cursor;

/**
 * The arithmetic of a convolution block on one image, with a thread's room for it.
 *
 * <p>A convolution is one matrix product: each row of its left factor holds what the filters see at one place [1]. It
 * is made anew for the backward pass, since those of all images of a mini-batch would leave the processor's cache.
 *
 * <p>[1] Chellapilla, Puri and Simard, 2006, "High performance convolutional neural networks for document processing".
 */
final class Convolver implements AutoCloseable {
    private final ConvolutionLayer layer;
    private final int filters;
    private final int places;
    private final int window;
    private final Patches layout;
    private final MaxPooling pooling;
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
        var block = layer.block();
        var convolved = block.convolved(layer.input());
        this.filters = block.filters();
        this.places = convolved.height() * convolved.width();
        this.window = block.window(layer.input());
        this.layout = new Patches(block, layer.input());
        this.pooling = new MaxPooling(block, convolved, block.output(layer.input()));
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

    /** Takes z through bias, pooling and ReLU, as {@link MaxPooling#forward} says. */
    void pool(float[] target, byte[] choices) {
        pooling.forward(z, layer.bias(), target, choices);
    }

    /** Goes back through dropout, ReLU and pooling to dL/dz, as {@link MaxPooling#backward} says. */
    void unpool(float[] outputGradient, byte[] choices, float[] biases) {
        pooling.backward(outputGradient, choices, layer.dropout().scale(), z, biases);
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
