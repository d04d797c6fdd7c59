package org.seqnet.spark.predict;

/** Why a row has no prediction. */
enum Reason {
    /** There is no sequence. */
    MISSING("the sequence is missing."),
    /** A value is missing that the network does not fill in. */
    INCOMPLETE("a value of the sequence is missing, and the network does not fill in missing values."),
    /** The sequence is of another size than the network reads, or has infinite values. */
    UNREADABLE("the network cannot read the sequence."),
    /** Values overflow in the network. */
    OVERFLOW("values overflow in the network. Check the sequences for placeholders for missing data, such as "
            + "-3.4028235E38, and remove or replace them.");

    private final String words;

    Reason(String words) {
        this.words = words;
    }

    /** Returns the reason in words, to follow "because". */
    String words() {
        return words;
    }
}
