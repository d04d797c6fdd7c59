package org.seqnet.engine.network;

/** What a recurrent encoder makes of the outputs of its last layer at all time steps of a sequence. */
public enum Pooling {
    /** The last output; of two directions, the last output of each, at the end where it arrives. */
    LAST_STEP("last time step"),

    /** The mean over the time steps. */
    MEAN("mean over time steps"),

    /**
     * A weighted mean over the time steps, whose weights are learned: softmax over the sequence's steps of
     * v . tanh(W h + b).
     *
     * <p>Source: Bahdanau, Cho and Bengio, 2015, arXiv:1409.0473; with one query for all sequences as in Yang et al.,
     * NAACL 2016.
     */
    ATTENTION("attention over time steps");

    private final String title;

    Pooling(String title) {
        this.title = title;
    }

    /** Returns it in words, such as {@code last time step}. */
    public String title() {
        return title;
    }
}
