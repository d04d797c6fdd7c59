package org.seqnet.engine.series;

/** The two parts that the archive publishes each data set in. */
public enum ArchivePart {
    TRAIN,
    TEST;

    /** Returns the name of the file of this part, without the ending of a format. */
    public String fileName(String dataset) {
        return dataset + "_" + name();
    }
}
