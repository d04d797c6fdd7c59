package org.seqnet.engine.kernel.convolution;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.seqnet.engine.network.ConvolutionBlock;
import org.seqnet.engine.network.ImageShape;

/** How what the filters of a block see of an image is laid side by side: places x window. Padding is left alone. */
final class Patches {
    private final int size;
    private final int stride;
    private final int padding;
    private final ImageShape input;
    private final ImageShape convolved;
    private final int window;

    Patches(ConvolutionBlock block, ImageShape input) {
        this.size = block.kernelSize();
        this.stride = block.stride();
        this.padding = block.padding();
        this.input = input;
        this.convolved = block.convolved(input);
        this.window = block.window(input);
    }

    /** Writes what the filters see at each place of an image, which begins at {@code at}. */
    void write(float[] image, int at, float[] patches) {
        int channels = input.channels();
        for (int y = 0, row = 0; y < convolved.height(); y++) {
            int top = y * stride - padding;
            for (int x = 0; x < convolved.width(); x++, row += window) {
                int left = x * stride - padding;
                int first = Math.max(0, -left);
                int count = (Math.min(size, input.width() - left) - first) * channels;
                for (int i = Math.max(0, -top); i < Math.min(size, input.height() - top); i++) {
                    int from = at + ((top + i) * input.width() + left + first) * channels;
                    System.arraycopy(image, from, patches, row + (i * size + first) * channels, count);
                }
            }
        }
    }

    /** Adds up what each pixel got from all places that saw it, in an image that begins at {@code at}. */
    void add(FloatBuffer patches, float[] image, int at) {
        float[] gradients = new float[window];
        Arrays.fill(image, at, at + input.values(), 0);
        int channels = input.channels();
        for (int y = 0, row = 0; y < convolved.height(); y++) {
            int top = y * stride - padding;
            for (int x = 0; x < convolved.width(); x++, row += window) {
                patches.get(row, gradients);
                int left = x * stride - padding;
                int first = Math.max(0, -left);
                int count = (Math.min(size, input.width() - left) - first) * channels;
                for (int i = Math.max(0, -top); i < Math.min(size, input.height() - top); i++) {
                    int to = at + ((top + i) * input.width() + left + first) * channels;
                    addRun(gradients, (i * size + first) * channels, image, to, count);
                }
            }
        }
    }

    // Flat, so that C2 turns it into vector instructions.
    private static void addRun(float[] values, int from, float[] sums, int to, int count) {
        for (int i = 0; i < count; i++) {
            sums[to + i] += values[from + i];
        }
    }
}
