package org.seqnet.engine.sequence;

/** Names how a network scales each feature of its sequences, with numbers learned from the training sequences. */
public enum FeatureScale {
    /** Leaves values as they are. */
    NONE("none"),
    /** Maps all values that the type of bytes can hold to 0 to 1. */
    BYTES("bytes to 0 to 1"),
    /** Gives each feature mean 0 and standard deviation 1 over all time steps of all training sequences. */
    STANDARDIZE("standardized"),
    /** Maps each feature's training range to 0 to 1. */
    RANGE("0 to 1"),
    /** Gives each feature median 0 and interquartile range 1: outliers do not count. */
    ROBUST("robust");

    private final String title;

    FeatureScale(String title) {
        this.title = title;
    }

    /** Returns it in words, such as {@code standardized}. */
    public String title() {
        return title;
    }
}
