package org.seqnet.engine.kernel.rocket;

import java.util.Arrays;
import java.util.List;
import org.seqnet.engine.network.Dilation;
import org.seqnet.engine.network.Rocket;

/**
 * Convolves one sequence after another with kernels whose weights are three times 2 and six times -1, padded with zeros
 * so that there is an output for each step. The outputs of a kernel are the sum over its channels, which is the same as
 * its outputs for the sum of the channels. Used by one thread at a time.
 */
final class Convolution {
    /** The greatest value that no sum of a kernel's makes infinite, whatever the channels. */
    private static final float MOST = Float.MAX_VALUE / (32 * Rocket.MOST_CHANNELS);

    private final List<Dilation> dilations;
    private final int[][] channels;
    private final int inputs;

    private int steps;
    private int gap;
    private int number;
    private boolean finite;
    /** The sequence, feature after feature. */
    private float[] columns = {};
    /** The sum of channels with zeros at both ends, so that every weight meets a value. */
    private float[] padded = {};
    /** What a kernel of nine times -1 gives. */
    private float[] negative = {};

    private float[] outputs = {};

    /** @param inputs the values of a time step, F */
    Convolution(Rocket rocket, int inputs) {
        this.dilations = rocket.dilations();
        this.channels = rocket.channels(inputs);
        this.inputs = inputs;
    }

    /** Takes a sequence, T x F row-major. */
    void read(float[] values, int offset, int timeSteps) {
        steps = timeSteps;
        int size = timeSteps * inputs;
        if (columns.length < size) {
            columns = new float[size];
        }
        if (outputs.length < timeSteps) {
            outputs = new float[timeSteps];
            negative = new float[timeSteps];
        }
        float largest = 0;
        for (int f = 0; f < inputs; f++) {
            for (int t = 0; t < timeSteps; t++) {
                float value = values[offset + t * inputs + f];
                columns[f * timeSteps + t] = value;
                // NaN stays NaN
                largest = Math.max(largest, Math.abs(value));
            }
        }
        finite = largest <= MOST;
    }

    /** Says whether the kernels' outputs for the sequence are numbers: no value is missing or too large. */
    boolean isFinite() {
        return finite;
    }

    /** Turns to a dilation, counted from 0. */
    void dilate(int dilation) {
        number = dilation;
        // Farther apart, all weights but the middle one meet zeros just the same.
        gap = Math.min(dilations.get(dilation).steps(), steps);
        int size = Math.addExact(steps, Math.multiplyExact(Rocket.KERNEL_LENGTH - 1, gap));
        if (padded.length < size) {
            padded = new float[size];
        }
        Arrays.fill(padded, 0, size, 0);
        if (inputs == 1) {
            sum(new int[] {0});
        }
    }

    private void sum(int[] summed) {
        int start = padding();
        System.arraycopy(columns, summed[0] * steps, padded, start, steps);
        for (int i = 1; i < summed.length; i++) {
            int column = summed[i] * steps;
            for (int t = 0; t < steps; t++) {
                padded[start + t] += columns[column + t];
            }
        }
        // Two passes: with nine values in one, the loop is too long for C2 to turn into vector instructions.
        int d = gap;
        for (int t = 0; t < steps; t++) {
            negative[t] = -(padded[t] + padded[t + d] + padded[t + 2 * d] + padded[t + 3 * d] + padded[t + 4 * d]);
        }
        for (int t = 0; t < steps; t++) {
            negative[t] -= padded[t + 5 * d] + padded[t + 6 * d] + padded[t + 7 * d] + padded[t + 8 * d];
        }
    }

    /**
     * Returns the outputs of a kernel for the sequence at the dilation; of the array, which the next call overwrites,
     * the first as many as there are steps.
     */
    float[] apply(int kernel) {
        if (inputs > 1) {
            sum(channels[number * Rocket.KERNELS + kernel]);
        }
        int[] places = Rocket.places(kernel);
        int a = places[0] * gap;
        int b = places[1] * gap;
        int c = places[2] * gap;
        for (int t = 0; t < steps; t++) {
            outputs[t] = negative[t] + 3 * (padded[t + a] + padded[t + b] + padded[t + c]);
        }
        return outputs;
    }

    private int padding() {
        return Rocket.KERNEL_LENGTH / 2 * gap;
    }

    /**
     * Returns the first output that counts: half of the kernels leave out those that zeros took part in, unless these
     * are all. Equally many count at the end.
     */
    int first(int kernel) {
        boolean leavesOut = (number + kernel) % 2 == 1 && steps > 2 * padding();
        return leavesOut ? padding() : 0;
    }
}
