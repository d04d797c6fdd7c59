package org.seqnet.knime.sequence;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.knime.core.data.DataColumnSpec;

/**
 * What the words of a column's name tell about its part in a table of sequences. Words count only if all others are
 * units or numbering, as in {@code Time (ms)} or {@code subject_id}: a {@code reaction time} is no order.
 *
 * @param words the words in lower case; {@code recordingId} has two
 */
record ColumnName(List<String> words) {
    /** Words for the position of a time step, the most telling ones first. */
    private static final List<String> ORDER = List.of(
            "timestamp",
            "datetime",
            "time",
            "date",
            "timestep",
            "step",
            "index",
            "idx",
            "t",
            "frame",
            "tick",
            "cycle",
            "cycles",
            "row");

    /** Words for what one sequence was measured on, the most telling ones first. */
    private static final List<String> GROUP = List.of(
            "recording",
            "sequence",
            "series",
            "group",
            "trial",
            "session",
            "episode",
            "segment",
            "run",
            "experiment",
            "trajectory",
            "track",
            "sample",
            "case",
            "subject",
            "participant",
            "patient",
            "person",
            "user",
            "unit",
            "engine",
            "machine",
            "device",
            "vehicle",
            "station",
            "file",
            "id");

    private static final Set<String> LABEL = Set.of("label", "labels", "class", "target", "category", "outcome", "y");

    /** Words for a label that may change from row to row. */
    private static final Set<String> STATE =
            Set.of("state", "status", "activity", "mode", "phase", "event", "alarm", "anomaly");

    private static final Set<String> NUMBERED_LABEL = Set.of("state", "status", "activity");

    /** Words before the numbers of columns that are the time steps of a row. */
    private static final Set<String> TIME_STEP =
            Set.of("t", "time", "timestep", "step", "lag", "h", "hour", "min", "minute", "d", "day", "week", "month");

    /** Words before the numbers of columns that are measured at the same time. */
    private static final Set<String> SENSOR =
            Set.of("sensor", "s", "ch", "channel", "signal", "measurement", "feature", "axis", "electrode", "lead");

    private static final Set<String> UNITS = Set.of(
            "s", "sec", "secs", "second", "seconds", "ms", "msec", "us", "ns", "min", "minutes", "h", "hours", "utc",
            "stamp", "in", "of", "id", "no", "nr", "num", "number", "idx", "index", "name", "key", "code");

    private static final Pattern BOUNDARY =
            Pattern.compile("[^\\p{L}\\p{N}]+|(?<=\\p{Ll})(?=\\p{Lu})|(?<=\\p{L})(?=\\p{N})|(?<=\\p{N})(?=\\p{L})");

    static ColumnName of(DataColumnSpec column) {
        return new ColumnName(Arrays.stream(BOUNDARY.split(column.getName()))
                .filter(word -> !word.isEmpty())
                .map(word -> word.toLowerCase(Locale.ROOT))
                .toList());
    }

    /** Returns how well the name fits a column by which time steps are sorted, 0 is best; empty if it does not. */
    OptionalInt orderRank() {
        return rank(ORDER);
    }

    /** Returns how well the name fits a column that tells sequences apart, 0 is best; empty if it does not. */
    OptionalInt groupRank() {
        return rank(GROUP);
    }

    /** Returns whether the name is that of a label, even if its values are numbers. */
    boolean isLabel() {
        return consistsOf(LABEL);
    }

    /** Returns whether the name is that of a label, if its values are integers. */
    boolean isNumberedLabel() {
        return isLabel() || consistsOf(NUMBERED_LABEL);
    }

    /** Returns whether the name is that of a label that may change from row to row. */
    boolean isState() {
        return words.stream().anyMatch(STATE::contains);
    }

    /** Returns whether the name ends with a number. */
    boolean isNumbered() {
        return !words.isEmpty() && Character.isDigit(words.get(words.size() - 1).charAt(0));
    }

    /** Returns the name without the number at its end. */
    ColumnName unnumbered() {
        return new ColumnName(words.subList(0, words.size() - 1));
    }

    /** Returns whether the name, without its number, is that of time steps in a row. */
    boolean isTimeStep() {
        return words.stream().allMatch(word -> TIME_STEP.contains(word) || Character.isDigit(word.charAt(0)));
    }

    /** Returns whether the name, without its number, is that of values that are measured at the same time. */
    boolean isSensor() {
        return words.stream().anyMatch(SENSOR::contains);
    }

    private OptionalInt rank(List<String> telling) {
        return consistsOf(Set.copyOf(telling))
                ? IntStream.range(0, telling.size())
                        .filter(i -> words.contains(telling.get(i)))
                        .findFirst()
                : OptionalInt.empty();
    }

    private boolean consistsOf(Set<String> telling) {
        return words.stream().anyMatch(telling::contains)
                && words.stream().allMatch(word -> telling.contains(word) || UNITS.contains(word));
    }
}
