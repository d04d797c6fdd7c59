package org.seqnet.engine.sequence;

/** Names what stands in for missing values of a sequence. */
public enum Filling {
    /** Nothing: sequences must not have missing values. */
    NONE("none"),
    /**
     * The value of the feature's last time step that has one; before the first, the first. A feature without any value
     * in a sequence gets its training mean.
     */
    PREVIOUS("previous value"),
    /** The straight line between the values before and after; outside of them, the nearest. As above without any. */
    LINEAR("linear interpolation"),
    /** The feature's mean over all time steps of all training sequences. */
    TRAINING_MEAN("training mean");

    private final String title;

    Filling(String title) {
        this.title = title;
    }

    /** Returns it in words, such as {@code previous value}. */
    public String title() {
        return title;
    }
}
