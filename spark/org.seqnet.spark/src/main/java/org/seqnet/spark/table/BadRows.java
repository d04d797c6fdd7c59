package org.seqnet.spark.table;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.seqnet.engine.SeqNetException;

/**
 * The rows of a table, and the sequences made of several rows, that cannot be used.
 *
 * @param rows how many rows
 * @param sequences how many sequences of several rows
 * @param first the first ones in the order of the table, each with its problem; at most {@value #MOST_NAMED}
 */
public record BadRows(long rows, long sequences, List<String> first) implements Serializable {
    /** How many are named. */
    public static final int MOST_NAMED = 5;

    /** None. */
    public static final BadRows NONE = new BadRows(0, 0, List.of());

    /** What becomes of them. */
    public enum Treatment {
        /** They are left out, and counted. */
        SKIP,
        /** The table is refused. */
        FAIL
    }

    public BadRows {
        first = first.stream().limit(MOST_NAMED).toList();
    }

    /** Returns these and further ones, which come behind them. */
    BadRows and(BadRows others) {
        return new BadRows(
                rows + others.rows,
                sequences + others.sequences,
                Stream.concat(first.stream(), others.first.stream()).toList());
    }

    /** Returns how many there are. */
    public long count() {
        return rows + sequences;
    }

    /**
     * Does with them what was asked for.
     *
     * @throws SeqNetException if there are some, and none may be; the message names the first ones
     */
    void treat(Treatment treatment) {
        if (count() > 0 && treatment == Treatment.FAIL) {
            throw new SeqNetException(words() + "\nCorrect or remove them, or skip bad rows.");
        }
    }

    /** Returns a warning about those that were skipped, if there are any. */
    public Optional<String> warning() {
        return count() == 0 ? Optional.empty() : Optional.of("Skipped: " + words());
    }

    /** Returns how many cannot be used, and the first ones with their problems, each in a line. */
    private String words() {
        var counts = Stream.of(counted(rows, "row"), counted(sequences, "sequence"))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(" and "));
        long more = count() - first.size();
        return counts
                + " cannot be used.\n"
                + String.join("\n", first)
                + (more > 0 ? String.format(Locale.ROOT, "\n... and %,d more.", more) : "");
    }

    private static String counted(long count, String noun) {
        return count == 0 ? "" : String.format(Locale.ROOT, "%,d %s%s", count, noun, count == 1 ? "" : "s");
    }
}
