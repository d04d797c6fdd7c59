package org.seqnet.engine.sequence;

import java.util.Arrays;
import org.seqnet.engine.tensor.Affine;

/** One {@link Affine} for each sequence; a single one while all are equal, which is the usual case. */
final class Scales {

    private Affine common;
    private float[] pairs;
    private int size;

    void add(Affine scale) {
        if (size == 0) {
            common = scale;
        } else if (pairs == null && !scale.equals(common)) {
            spread();
        }
        if (pairs != null) {
            pairs = pairs.length < 2 * size + 2 ? Arrays.copyOf(pairs, 4 * size) : pairs;
            set(size, scale);
        }
        size++;
    }

    Affine get(int index) {
        return pairs == null ? common : new Affine(pairs[2 * index], pairs[2 * index + 1]);
    }

    /** Says whether one scale is that of all. */
    boolean isCommon() {
        return pairs == null;
    }

    private void spread() {
        pairs = new float[Math.max(16, 4 * size)];
        for (var index = 0; index < size; index++) {
            set(index, common);
        }
    }

    private void set(int index, Affine scale) {
        pairs[2 * index] = scale.factor();
        pairs[2 * index + 1] = scale.offset();
    }
}
