package org.seqnet.engine.kernel.convolution;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.seqnet.engine.kernel.product.NativeFloats;
import org.seqnet.engine.network.ConvolutionBlock;
import org.seqnet.engine.network.ImageShape;

/**
 * How what the filters of a block see of an image is laid side by side: places x window. Padding is left alone. One
 * thread at a time uses it.
 *
 * <p>A filter sees runs of values of an image. Long ones are copied between image and native memory one by one;
 * where they are short, so many calls take longer than an array of all places between.
 */
final class Patches {
    private final int size;
    private final int stride;
    private final int padding;
    private final ImageShape input;
    private final ImageShape convolved;
    private final int window;
    /** What is written of all places, if runs are short. */
    private final float[] places;
    /** What is read of all places, likewise. */
    private final float[] gradients;

    /** What a run adds to an image, at the places that it is added to. */
    private final float[] added;

    private final float[] sums;

    /** @param adds whether {@link #add} will be asked */
    Patches(ConvolutionBlock block, ImageShape input, boolean adds) {
        this.size = block.kernelSize();
        this.stride = block.stride();
        this.padding = block.padding();
        this.input = input;
        this.convolved = block.convolved(input);
        this.window = block.window(input);
        boolean areShort = size * input.channels() < NativeFloats.LINE;
        this.places = new float[areShort ? convolved.height() * convolved.width() * window : 0];
        this.gradients = new float[adds ? places.length : 0];
        this.added = new float[adds ? input.values() : 0];
        this.sums = new float[added.length];
    }

    private boolean runsAreShort() {
        return places.length > 0;
    }

    /** Writes what the filters see at each place of an image, which begins at {@code at}. */
    void write(float[] image, int at, FloatBuffer patches) {
        if (runsAreShort()) {
            writeColumns(image, at);
            patches.put(0, places);
        } else {
            writeRuns(image, at, patches);
        }
    }

    /** Takes what a cell of the kernel sees at one place after another. */
    private void writeColumns(float[] image, int at) {
        int channels = input.channels();
        for (int y = 0; y < convolved.height(); y++) {
            int top = y * stride - padding;
            for (int i = Math.max(0, -top); i < Math.min(size, input.height() - top); i++) {
                for (int j = 0; j < size; j++) {
                    int first = Math.max(0, Math.floorDiv(padding - j + stride - 1, stride));
                    int last = Math.min(convolved.width() - 1, Math.floorDiv(input.width() - 1 + padding - j, stride));
                    int pixel = (top + i) * input.width() + first * stride - padding + j;
                    int row = (y * convolved.width() + first) * window;
                    for (int c = 0; c < channels; c++) {
                        int from = at + pixel * channels + c;
                        int to = row + (i * size + j) * channels + c;
                        for (int x = first; x <= last; x++, from += stride * channels, to += window) {
                            places[to] = image[from];
                        }
                    }
                }
            }
        }
    }

    private void writeRuns(float[] image, int at, FloatBuffer patches) {
        int channels = input.channels();
        for (int y = 0, row = 0; y < convolved.height(); y++) {
            int top = y * stride - padding;
            for (int x = 0; x < convolved.width(); x++, row += window) {
                int left = x * stride - padding;
                int first = Math.max(0, -left);
                int count = (Math.min(size, input.width() - left) - first) * channels;
                for (int i = Math.max(0, -top); i < Math.min(size, input.height() - top); i++) {
                    int from = at + ((top + i) * input.width() + left + first) * channels;
                    patches.put(row + (i * size + first) * channels, image, from, count);
                }
            }
        }
    }

    private static void copyRun(float[] values, int from, float[] target, int to, int count) {
        for (int i = 0; i < count; i++) {
            target[to + i] = values[from + i];
        }
    }

    /** Writes what each pixel got from all places that saw it to an image that begins at {@code at}. */
    void add(FloatBuffer patches, float[] image, int at) {
        patches.get(0, gradients);
        Arrays.fill(sums, 0);
        int channels = input.channels();
        for (int y = 0, row = 0; y < convolved.height(); y++) {
            int top = y * stride - padding;
            for (int x = 0; x < convolved.width(); x++, row += window) {
                int left = x * stride - padding;
                int first = Math.max(0, -left);
                int count = (Math.min(size, input.width() - left) - first) * channels;
                for (int i = Math.max(0, -top); i < Math.min(size, input.height() - top); i++) {
                    int from = row + (i * size + first) * channels;
                    int to = ((top + i) * input.width() + left + first) * channels;
                    if (runsAreShort()) {
                        copyRun(gradients, from, added, to, count);
                    } else {
                        patches.get(from, added, to, count);
                    }
                    addRun(added, sums, to, to + count);
                }
            }
        }
        System.arraycopy(sums, 0, image, at, sums.length);
    }

    // At the same places of both arrays, so that C2 turns it into vector instructions.
    private static void addRun(float[] values, float[] sums, int from, int to) {
        for (int i = from; i < to; i++) {
            sums[i] += values[i];
        }
    }
}
