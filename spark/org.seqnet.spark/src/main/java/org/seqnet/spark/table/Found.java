package org.seqnet.spark.table;

import java.io.Serializable;
import org.seqnet.spark.data.Example;

/**
 * What was made of rows that are time steps.
 *
 * @param row the number of the row that it has its place by, and nothing else has
 * @param example the example; {@code null} if it cannot be used
 * @param problem why it cannot; else empty
 */
record Found(long row, Example example, String problem) implements Serializable {
    static Found of(long row, Example example) {
        return new Found(row, example, "");
    }

    static Found bad(long row, String problem) {
        return new Found(row, null, problem);
    }

    boolean isUsable() {
        return example != null;
    }
}
