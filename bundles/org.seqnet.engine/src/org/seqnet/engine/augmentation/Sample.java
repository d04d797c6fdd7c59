package org.seqnet.engine.augmentation;

/**
 * One sequence of a mini-batch, which transformations change in place. If the network reads images, its time steps are
 * the rows, and its features the pixels of a row, all channels of a pixel together. Not thread-safe; one sample serves
 * for one sequence after another.
 */
final class Sample {
    private final int features;
    private final int masks;
    private final int channels;
    private float[] values = new float[0];
    private int start;
    private int timeSteps;
    private float[] before = new float[0];

    /**
     * @param features the values of a time step
     * @param masks how many of them, the last ones, are 0 or 1 and say whether another one was missing
     * @param channels the values of a pixel, if the sequences are images; else 1
     */
    Sample(int features, int masks, int channels) {
        this.features = features;
        this.masks = masks;
        this.channels = channels;
    }

    /** Turns to the sequence that an array holds from {@code from} on, time steps x features row-major. */
    void set(float[] array, int from, int steps) {
        values = array;
        start = from;
        timeSteps = steps;
    }

    int timeSteps() {
        return timeSteps;
    }

    /** Returns the number of features that are measured: all but the masks, which come after them. */
    int measured() {
        return features - masks;
    }

    int rows() {
        return timeSteps;
    }

    int columns() {
        return features / channels;
    }

    int channels() {
        return channels;
    }

    /** Returns the array that holds the present values, among others. */
    float[] values() {
        return values;
    }

    /** Returns where in {@link #values} a time step, or a row, begins. */
    int at(int timeStep) {
        return start + timeStep * features;
    }

    /** Copies the present values, to be read from index 0 on while they are overwritten; the next call reuses it. */
    float[] copy() {
        int count = timeSteps * features;
        if (before.length < count) {
            before = new float[count];
        }
        System.arraycopy(values, start, before, 0, count);
        return before;
    }

    /**
     * Writes a time step as it was at another time: measured features are interpolated linearly, masks are those of the
     * nearest step.
     *
     * @param old the values to interpolate, from {@link #copy}
     * @param time in time steps, from 0 to the last one
     */
    void setStep(int timeStep, float[] old, double time) {
        int earlier = Math.min((int) time, timeSteps - 1);
        int later = Math.min(earlier + 1, timeSteps - 1);
        double share = time - earlier;
        int from = earlier * features;
        int to = later * features;
        int at = at(timeStep);
        for (int i = 0; i < measured(); i++) {
            // in double precision, no difference of two floats overflows, and equal values stay equal
            values[at + i] = (float) (old[from + i] + share * ((double) old[to + i] - old[from + i]));
        }
        int nearest = share < 0.5 ? from : to;
        System.arraycopy(old, nearest + measured(), values, at + measured(), masks);
    }
}
