package org.seqnet.engine.kernel;

/** Sequences to predict; asked by several threads at once. */
public interface SequenceSource {
    /** Copies sequence {@code index}, T x F row-major, to {@code target} from {@code offset} on. */
    void copyTo(int index, float[] target, int offset);
}
