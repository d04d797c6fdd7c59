package org.seqnet.engine.idx;

/** The two parts that a dataset of the catalogue is published in. */
public enum Split {
    TRAIN("train"),
    TEST("t10k");

    private final String prefix;

    Split(String prefix) {
        this.prefix = prefix;
    }

    /** Returns the name of the images file, without {@code .gz}. */
    public String imagesName() {
        return prefix + "-images-idx3-ubyte";
    }

    /** Returns the name of the labels file, without {@code .gz}. */
    public String labelsName() {
        return prefix + "-labels-idx1-ubyte";
    }
}
