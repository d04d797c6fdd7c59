package org.seqnet.knime.label;

import java.util.BitSet;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The rows of a table that were not packed, and why. */
public final class SkippedRows {
    private final String truth;
    private final BitSet rows = new BitSet();
    private long missing;
    private long incomplete;

    /** @param truth what messages call what is known of a row, such as {@code "label"} */
    SkippedRows(String truth) {
        this.truth = truth;
    }

    /** Adds a row whose sequence is missing, or of which nothing is known. */
    void addMissing(long row) {
        rows.set(Math.toIntExact(row));
        missing++;
    }

    /** Adds a row whose sequence has a missing value. */
    void addIncomplete(long row) {
        rows.set(Math.toIntExact(row));
        incomplete++;
    }

    /** Returns how many there are. */
    long count() {
        return missing + incomplete;
    }

    /** Returns which row of the table a packed one is, both counted from 0. */
    public long row(int packed) {
        int row = -1;
        for (int left = packed; left >= 0; left--) {
            row = rows.nextClearBit(row + 1);
        }
        return row;
    }

    /** Returns a warning about them, if there are any; {@code title} is what it calls the table. */
    Optional<String> warning(String title, int packed) {
        return Stream.of(
                        warning(title, packed, missing, "their sequence or %s is missing.".formatted(truth)),
                        warning(title, packed, incomplete, "a value of their sequence is missing."))
                .flatMap(Optional::stream)
                .reduce((one, other) -> one + "\n" + other);
    }

    private Optional<String> warning(String title, int packed, long skipped, String reason) {
        return skipped == 0
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "%,d of the %s's %,d rows were skipped because %s",
                        skipped,
                        title,
                        count() + packed,
                        reason));
    }
}
