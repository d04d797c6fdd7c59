package org.seqnet.engine.sequence;

/** What is made of raw sequences before they are preprocessed, one by one. Asked by several threads at once. */
public interface WindowForm {

    /** Returns how many time steps a raw sequence of so many has then; of a longer one, no fewer. */
    int timeSteps(int raw);

    /**
     * Writes what a raw sequence becomes.
     *
     * @param raw time steps x features row-major, missing values as NaN
     * @param target gets {@link #timeSteps} x features from {@code at} on
     */
    void write(float[] raw, int timeSteps, int features, float[] target, int at);
}
