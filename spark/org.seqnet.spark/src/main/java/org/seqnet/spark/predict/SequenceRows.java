package org.seqnet.spark.predict;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Where the rows of a table have their sequences.
 *
 * @param columns the names of the columns with the sequences
 * @param endsAtMissing whether time steps at the end of which all values are missing are no part of a sequence
 * @param malformed the column that has the line of a CSV file if that has too many or too few fields; empty if the
 *     types of the columns say what they hold, and they are not all texts
 */
public record SequenceRows(List<String> columns, boolean endsAtMissing, Optional<String> malformed) {
    public SequenceRows {
        columns = List.copyOf(columns);
        Objects.requireNonNull(malformed, "malformed");
    }

    /** Returns rows whose types say all. */
    static SequenceRows of(String... columns) {
        return new SequenceRows(List.of(columns), false, Optional.empty());
    }
}
