package org.seqnet.engine.kernel;

import java.nio.FloatBuffer;

/**
 * Addresses N sequences of T time steps of F features wherever they lie: value (n, t, f) is at index
 * {@code offset + n * sequenceStride + t * stepStride + f * featureStride} of {@code data}, whose position is
 * ignored. Both of Deeplearning4j's data formats, and any order of an array, are such a view; nothing is copied to
 * make one.
 */
public record SequenceView(
        FloatBuffer data,
        int offset,
        int sequences,
        int timeSteps,
        int features,
        int sequenceStride,
        int stepStride,
        int featureStride) {

    public SequenceView {
        if (sequences < 1 || timeSteps < 1 || features < 1) {
            throw new IllegalArgumentException("A view needs at least one sequence, time step and feature, not "
                    + sequences + " x " + timeSteps + " x " + features + ".");
        }
        long last = offset
                + (sequences - 1L) * sequenceStride
                + (timeSteps - 1L) * stepStride
                + (features - 1L) * featureStride;
        if (offset < 0 || sequenceStride < 0 || stepStride < 0 || featureStride < 0 || last >= data.limit()) {
            throw new IllegalArgumentException("A view of " + sequences + " x " + timeSteps + " x " + features
                    + " values ends at index " + last + ", but its buffer holds " + data.limit() + ".");
        }
    }

    /** Views N x T x F values: whole sequences one after another. */
    public static SequenceView bySequence(FloatBuffer data, int sequences, int timeSteps, int features) {
        return new SequenceView(
                data, 0, sequences, timeSteps, features, Math.multiplyExact(timeSteps, features), features, 1);
    }

    /** Views T x N x F values: the first time step of all sequences, then the second, and so on. */
    public static SequenceView byStep(FloatBuffer data, int sequences, int timeSteps, int features) {
        return new SequenceView(
                data, 0, sequences, timeSteps, features, features, Math.multiplyExact(sequences, features), 1);
    }

    /** Views some of the sequences only. */
    public SequenceView sequences(int from, int count) {
        return new SequenceView(
                data,
                offset + from * sequenceStride,
                count,
                timeSteps,
                features,
                sequenceStride,
                stepStride,
                featureStride);
    }

    public float value(int sequence, int step, int feature) {
        return data.get(index(sequence, step) + feature * featureStride);
    }

    public void set(int sequence, int step, int feature, float value) {
        data.put(index(sequence, step) + feature * featureStride, value);
    }

    /** Reads one time step of the sequences [from, to) as rows of {@code width >= features} values each. */
    void read(int step, int from, int to, float[] rows, int rowsOffset, int width) {
        if (featureStride == 1 && sequenceStride == features && width == features) {
            data.get(index(from, step), rows, rowsOffset, (to - from) * features);
        } else if (featureStride == 1) {
            for (int n = from; n < to; n++) {
                data.get(index(n, step), rows, rowsOffset + (n - from) * width, features);
            }
        } else {
            for (int n = from; n < to; n++) {
                int source = index(n, step);
                int target = rowsOffset + (n - from) * width;
                for (int f = 0; f < features; f++) {
                    rows[target + f] = data.get(source + f * featureStride);
                }
            }
        }
    }

    /** Writes rows of {@code features} values each as one time step of the sequences [from, to). */
    void write(int step, int from, int to, float[] rows, int rowsOffset) {
        if (featureStride == 1 && sequenceStride == features) {
            data.put(index(from, step), rows, rowsOffset, (to - from) * features);
        } else if (featureStride == 1) {
            for (int n = from; n < to; n++) {
                data.put(index(n, step), rows, rowsOffset + (n - from) * features, features);
            }
        } else {
            for (int n = from; n < to; n++) {
                int target = index(n, step);
                int source = rowsOffset + (n - from) * features;
                for (int f = 0; f < features; f++) {
                    data.put(target + f * featureStride, rows[source + f]);
                }
            }
        }
    }

    private int index(int sequence, int step) {
        return offset + sequence * sequenceStride + step * stepStride;
    }
}
