package org.seqnet.engine.network;

import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.sequence.SequenceShape;

/**
 * The size of an image, and how a sequence is one: its time steps are the rows, its features the pixels of a row from
 * left to right, all channels of a pixel together. A 28 x 28 image of three colours is 28 time steps of 84 features.
 */
public record ImageShape(int height, int width, int channels) {

    /**
     * Returns the shape of the images that these sequences are.
     *
     * @throws SeqNetException if sequences differ in length, or rows are no whole number of pixels
     */
    public static ImageShape of(SequenceShape sequence, int channels) {
        if (sequence.isAnyLength()) {
            throw new SeqNetException("A convolutional network requires images of the same size, but these "
                    + "sequences differ in their number of time steps. Reshape them to the same "
                    + "length, or train a recurrent network.");
        }
        if (sequence.features() % channels != 0) {
            throw new SeqNetException("Channels: rows of " + sequence.features()
                    + " features cannot be divided into pixels of " + channels + " channels each.");
        }
        return new ImageShape(sequence.timeSteps(), sequence.features() / channels, channels);
    }

    /** Returns the number of values in one image. */
    public int values() {
        return Math.multiplyExact(Math.multiplyExact(height, width), channels);
    }

    /**
     * Copies an image channel after channel, as Deeplearning4j orders one.
     *
     * @param image holds it from {@code from} on, all channels of a pixel together
     * @param target written from {@code to} on
     */
    public void channelsFirst(float[] image, int from, float[] target, int to) {
        int pixels = height * width;
        for (int c = 0, k = to; c < channels; c++) {
            for (int pixel = 0; pixel < pixels; pixel++, k++) {
                target[k] = image[from + pixel * channels + c];
            }
        }
    }

    /**
     * Copies an image whose channels come one after another so that all channels of a pixel stand together.
     *
     * @param image holds it from its start
     * @param target written from {@code to} on
     */
    public void channelsLast(float[] image, float[] target, int to) {
        int pixels = height * width;
        for (int c = 0, k = 0; c < channels; c++) {
            for (int pixel = 0; pixel < pixels; pixel++, k++) {
                target[to + pixel * channels + c] = image[k];
            }
        }
    }

    /** Returns the size as people write it: {@code 28 x 28 x 1}. */
    @Override
    public String toString() {
        return height + " x " + width + " x " + channels;
    }
}
