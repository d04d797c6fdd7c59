package org.seqnet.engine.kernel.pooling;

/** Arithmetic on rows of values, as flat loops. */
final class Rows {
    private Rows() {}

    /** Adds {@code count} values to others. */
    static void add(float[] target, int at, float[] values, int offset, int count) {
        for (int k = 0; k < count; k++) {
            target[at + k] += values[offset + k];
        }
    }

    /** Adds a multiple of {@code count} values to others. */
    static void addScaled(float[] target, int at, float factor, float[] values, int offset, int count) {
        for (int k = 0; k < count; k++) {
            target[at + k] += factor * values[offset + k];
        }
    }

    /** Multiplies {@code count} values. */
    static void scale(float[] values, int at, float factor, int count) {
        for (int k = at; k < at + count; k++) {
            values[k] *= factor;
        }
    }

    /** Returns the sum of products; in four parts, which a processor adds at once. */
    static float dot(float[] a, int at, float[] b, int offset, int count) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        int k = 0;
        for (; k + 3 < count; k += 4) {
            s0 += a[at + k] * b[offset + k];
            s1 += a[at + k + 1] * b[offset + k + 1];
            s2 += a[at + k + 2] * b[offset + k + 2];
            s3 += a[at + k + 3] * b[offset + k + 3];
        }
        for (; k < count; k++) {
            s0 += a[at + k] * b[offset + k];
        }
        return (s0 + s1) + (s2 + s3);
    }
}
