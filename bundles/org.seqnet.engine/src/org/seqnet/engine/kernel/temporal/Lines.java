package org.seqnet.engine.kernel.temporal;

/**
 * Loops over lines: some values of a signal, a whole number of rows. C2 turns these loops into vector instructions:
 * they are flat, and what is written and what is read have the same index.
 */
final class Lines {
    private static final int VALUES = 1024;

    /** What a difference is multiplied by to tell whether it is positive. */
    private static final float STEEP = Float.MAX_VALUE;

    private Lines() {}

    /** Returns the values of a line of rows of so many channels: enough for a loop, few enough for a core's cache. */
    static int length(int channels) {
        return channels * Math.max(1, VALUES / channels);
    }

    static void add(float[] sums, float[] values, int end) {
        for (int k = 0; k < end; k++) {
            sums[k] += values[k];
        }
    }

    static void rectify(float[] values, int end) {
        for (int k = 0; k < end; k++) {
            values[k] = Math.max(values[k], 0f);
        }
    }

    /** Leaves gradients where the rectified values are positive. A choice between two values would be a branch. */
    static void mask(float[] gradients, float[] rectified, int end) {
        for (int k = 0; k < end; k++) {
            gradients[k] *= Math.min(1f, rectified[k] * STEEP);
        }
    }

    static void normalize(float[] values, float[] center, float[] factor, float[] shift, int end) {
        for (int k = 0; k < end; k++) {
            values[k] = (values[k] - center[k]) * factor[k] + shift[k];
        }
    }

    static void addDistances(float[] values, float[] origin, float[] sums, float[] squares, int end) {
        for (int k = 0; k < end; k++) {
            float distance = values[k] - origin[k];
            sums[k] += distance;
            squares[k] += distance * distance;
        }
    }

    static void addProducts(float[] dy, float[] z, float[] center, float[] sums, float[] products, int end) {
        for (int k = 0; k < end; k++) {
            sums[k] += dy[k];
            products[k] += dy[k] * (z[k] - center[k]);
        }
    }

    static void differentiate(
            float[] dy, float[] z, float[] center, float[] factor, float[] constant, float[] slope, int end) {
        for (int k = 0; k < end; k++) {
            dy[k] = factor[k] * dy[k] - constant[k] - slope[k] * (z[k] - center[k]);
        }
    }

    static void largest(float[] values, float[] others, int end) {
        for (int k = 0; k < end; k++) {
            values[k] = Math.max(values[k], others[k]);
        }
    }

    /**
     * Replaces each of three values by the gradient of the largest if it is the first that is as large as it, otherwise
     * by 0.
     */
    static void share(float[] first, float[] second, float[] third, float[] gradients, int end) {
        for (int k = 0; k < end; k++) {
            float largest = Math.max(first[k], Math.max(second[k], third[k]));
            float isFirst = Math.max(0f, 1f + (first[k] - largest) * STEEP);
            float isSecond = Math.max(0f, 1f + (second[k] - largest) * STEEP) * (1f - isFirst);
            first[k] = isFirst * gradients[k];
            second[k] = isSecond * gradients[k];
            third[k] = (1f - isFirst - isSecond) * gradients[k];
        }
    }

    /** Adds up the columns of each channel. */
    static void addColumns(float[] line, double[] sums) {
        for (int at = 0; at < line.length; at += sums.length) {
            for (int c = 0; c < sums.length; c++) {
                sums[c] += line[at + c];
            }
        }
    }
}
