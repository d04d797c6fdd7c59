package org.seqnet.spark.data;

/** What is known of sequences: all of them have the same kind. */
enum KnownKind {
    NOTHING("nothing"),
    CLASS("a label"),
    LABELS("several labels"),
    VALUES("target values"),
    STEP_LABELS("a label per time step");

    private final String words;

    KnownKind(String words) {
        this.words = words;
    }

    /** Returns the kind of what is known of a sequence. */
    public static KnownKind of(Known known) {
        if (known instanceof Known.Label) {
            return CLASS;
        }
        if (known instanceof Known.Labels) {
            return LABELS;
        }
        if (known instanceof Known.Values) {
            return VALUES;
        }
        return known instanceof Known.StepLabels ? STEP_LABELS : NOTHING;
    }

    /** Returns it in words, such as {@code a label}. */
    @Override
    public String toString() {
        return words;
    }
}
