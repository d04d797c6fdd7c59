package org.seqnet.knime.sequence;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.seqnet.engine.sequence.SeriesSplit;
import org.seqnet.engine.sequence.TimeStep;
import org.seqnet.knime.sequence.SeriesReader.SeriesRow;

/** Counts what is not in a table of windows with a horizon, and says why. */
final class ForecastWarning {
    private final SequenceReshaperParameters parameters;
    private final ForecastColumns columns;
    private final SeriesSplit split;
    private final Optional<TimeStep> step;
    private final Map<String, Integer> windows = new HashMap<>();
    private long gaps;
    private String firstGap;
    private long withoutTarget;

    ForecastWarning(
            SequenceReshaperParameters parameters,
            ForecastColumns columns,
            SeriesSplit split,
            Optional<TimeStep> step) {
        this.parameters = parameters;
        this.columns = columns;
        this.split = split;
        this.step = step;
    }

    void addGap(SeriesRow before, SeriesRow row) {
        if (gaps == 0) {
            firstGap = "row '%s' (%s) follows row '%s' (%s)"
                    .formatted(
                            row.key(),
                            row.time().orElseThrow(),
                            before.key(),
                            before.time().orElseThrow());
        }
        gaps++;
    }

    void addWindow(String series) {
        windows.merge(series, 1, Integer::sum);
    }

    void addWithoutTarget() {
        withoutTarget++;
    }

    /**
     * Returns the warning; empty if all is in the output.
     *
     * @param skipped about rows that are in no series
     * @param incomplete the number of rows that are in one but lack a value
     */
    Optional<String> text(Optional<String> skipped, long incomplete) {
        return Stream.of(skipped, incomplete(incomplete), gaps(), withoutTarget(), cut(), series())
                .flatMap(Optional::stream)
                .reduce((one, other) -> one + " " + other);
    }

    private static Optional<String> incomplete(long rows) {
        return counted(
                rows, "%,d row has missing values and is not used.", "%,d rows have missing values and are not used.");
    }

    private Optional<String> gaps() {
        return counted(
                        gaps,
                        "There is %,d gap in time, which no window spans: ",
                        "There are %,d gaps in time, which no window spans; at the first, ")
                .map(text -> "%s%s, but the time step is %s."
                        .formatted(text, firstGap, step.orElseThrow().text()));
    }

    private Optional<String> withoutTarget() {
        return counted(
                withoutTarget,
                "%,d window was left out because none of its target values is known.",
                "%,d windows were left out because none of their target values is known.");
    }

    private static Optional<String> counted(long count, String one, String several) {
        return count == 0
                ? Optional.empty()
                : Optional.of(String.format(Locale.ROOT, count == 1 ? one : several, count));
    }

    /** Says that the earliest end of a series leaves the others with less to learn from. */
    private Optional<String> cut() {
        var first = split.cut();
        var last = split.latest();
        boolean endsAlike =
                first.isEmpty() || first.get().time().compareTo(last.get().time()) == 0;
        return endsAlike || parameters.forecastWindows != WindowChoice.TRAINING
                ? Optional.empty()
                : Optional.of(("Series end at different times: training windows end at %s, the first test origin of "
                                + "series '%s'; that of series '%s' is %s.")
                        .formatted(
                                first.get().time(),
                                first.get().series(),
                                last.get().series(),
                                last.get().time()));
    }

    /** Says how many series lack windows, and why they may. */
    private Optional<String> series() {
        if (parameters.forecastWindows == WindowChoice.TEST) {
            return testWindows();
        }
        long without = split.names().filter(name -> !windows.containsKey(name)).count();
        long withoutFuture = split.names()
                .filter(name -> !windows.containsKey(name) && lacksFuture(name))
                .count();
        return Stream.of(tooShort(without - withoutFuture), lackFuture(withoutFuture))
                .flatMap(Optional::stream)
                .reduce((one, other) -> one + " " + other);
    }

    private boolean lacksFuture(String series) {
        return parameters.forecastWindows == WindowChoice.END
                && !columns.form().known().isEmpty()
                && split.end(series) >= 0
                && split.rows(series) - 1 - split.end(series) < parameters.forecastHorizon;
    }

    private Optional<String> tooShort(long series) {
        boolean atEnd = parameters.forecastWindows == WindowChoice.END;
        long rows = parameters.windowLength + (atEnd ? 0L : parameters.forecastHorizon);
        var where = parameters.forecastWindows == WindowChoice.TRAINING
                ? split.cut()
                        .map(cut -> " up to the first test origin (%s)".formatted(cut.time()))
                        .orElse(" up to the first test origin")
                : " up to the last known target value";
        return without(
                series,
                String.format(
                        Locale.ROOT,
                        "fewer than %,d consecutive rows%s%s (%s).",
                        rows,
                        parameters.missingSteps == MissingSteps.KEEP ? "" : " without missing values",
                        where,
                        atEnd ? "window length" : "window length plus forecast horizon"));
    }

    private Optional<String> lackFuture(long series) {
        var known = columns.form().known().stream()
                .map(feature -> "'" + columns.columnNames().get(feature) + "'")
                .collect(Collectors.joining(", "));
        return without(
                series,
                String.format(
                        Locale.ROOT,
                        "fewer than %,d %s after the last known target value (forecast horizon). Append rows to the "
                                + "table with values in the known-future columns (%s) and missing values in the target "
                                + "columns.",
                        parameters.forecastHorizon,
                        parameters.forecastHorizon == 1 ? "row" : "rows",
                        known));
    }

    private Optional<String> without(long series, String reason) {
        if (series == 0) {
            return Optional.empty();
        }
        return Optional.of(
                parameters.withinGroups
                        ? String.format(
                                Locale.ROOT,
                                "%,d of %,d series %s no window: %s %s",
                                series,
                                split.series(),
                                series == 1 ? "has" : "have",
                                series == 1 ? "it has" : "they have",
                                reason)
                        : "The table has no window: it has " + reason);
    }

    private Optional<String> testWindows() {
        long expected = (long) split.series() * parameters.testOrigins;
        long made = windows.values().stream().mapToLong(Integer::longValue).sum() + withoutTarget;
        return made == expected
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "%,d of %,d test windows are missing: a window needs %,d consecutive rows%s (window length "
                                + "plus "
                                + "forecast horizon).",
                        expected - made,
                        expected,
                        (long) parameters.windowLength + parameters.forecastHorizon,
                        parameters.missingSteps == MissingSteps.KEEP ? "" : " without missing values"));
    }
}
