package org.seqnet.spark.ml;

import java.util.List;

/** What becomes of rows that cannot be used, by the names that Spark ML has for it. */
final class Invalid {
    /** The first one ends the job. */
    static final String ERROR = "error";
    /** They are left out. */
    static final String SKIP = "skip";
    /** They stay without a prediction. */
    static final String KEEP = "keep";

    static final List<String> ALL = List.of(ERROR, SKIP, KEEP);

    private Invalid() {}
}
