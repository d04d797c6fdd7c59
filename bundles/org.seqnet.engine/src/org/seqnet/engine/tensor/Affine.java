package org.seqnet.engine.tensor;

/**
 * Turns a stored element into its value: {@code value = raw * factor + offset}. Scaling this way leaves bytes bytes; a
 * scaled 28 x 28 image still takes 784 bytes, not 3136.
 */
public record Affine(float factor, float offset) {

    public static final Affine IDENTITY = new Affine(1f, 0f);

    /** Returns whether values are the stored elements themselves. */
    public boolean isIdentity() {
        return factor == 1f && offset == 0f;
    }

    /** Returns the value of one raw element, rounded once at the end. */
    public float apply(double raw) {
        return (float) applyUnrounded(raw);
    }

    /** Returns the value of one raw element in double precision. */
    public double applyUnrounded(double raw) {
        return isIdentity() ? raw : raw * factor + offset;
    }

    /** Returns the map that applies this one first and {@code next} to its result. */
    public Affine then(Affine next) {
        if (isIdentity()) {
            return next;
        }
        if (next.isIdentity()) {
            return this;
        }
        return new Affine(
                (float) ((double) factor * next.factor), (float) ((double) offset * next.factor + next.offset));
    }
}
