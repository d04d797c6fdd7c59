package org.seqnet.engine.kernel.temporal;

import java.nio.FloatBuffer;

/** The mean of each channel over a sequence's own steps. */
final class MeanOverTime {
    private final int channels;
    private final int line;

    MeanOverTime(int channels) {
        this.channels = channels;
        this.line = Lines.length(channels);
    }

    /** Writes the means of {@code length} rows from {@code start} on. */
    void forward(FloatBuffer signal, int start, int length, float[] target, int offset) {
        var columns = new float[line];
        var values = new float[line];
        int end = (start + length) * channels;
        for (int at = start * channels; at < end; at += line) {
            int size = Math.min(line, end - at);
            signal.get(at, values, 0, size);
            Lines.add(columns, values, size);
        }
        var sums = new double[channels];
        Lines.addColumns(columns, sums);
        for (int c = 0; c < channels; c++) {
            target[offset + c] = (float) (sums[c] / length);
        }
    }

    /** Writes the gradients of rows of which the gradients of the means are given. */
    void backward(float[] gradients, int offset, FloatBuffer target, int start, int length) {
        var values = new float[line];
        for (int k = 0; k < line; k++) {
            values[k] = gradients[offset + k % channels] / length;
        }
        int end = (start + length) * channels;
        for (int at = start * channels; at < end; at += line) {
            target.put(at, values, 0, Math.min(line, end - at));
        }
    }
}
