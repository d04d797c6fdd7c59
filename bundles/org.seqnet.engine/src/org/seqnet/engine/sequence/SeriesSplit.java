package org.seqnet.engine.sequence;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Splits the windows of all series of a table into those to train and to test on, after a first look at all rows. The
 * targets of training windows end at or before the first test origin of all series: what is learned from one series is
 * no look into the future of another. Rows that state no time have none in common; then each series is split by itself.
 * Not for several threads at once.
 */
public final class SeriesSplit {
    /**
     * The first test origin of a series.
     *
     * @param series its name
     */
    public record FirstOrigin(String series, TimePoint time) {}

    private static final class Series {
        private final Deque<TimePoint> times = new ArrayDeque<>();
        private long rows;
        private long end = -1;
    }

    private final TestOrigins origins;
    private final Map<String, Series> all = new LinkedHashMap<>();
    private Optional<FirstOrigin> earliest = Optional.empty();
    private Optional<FirstOrigin> latest = Optional.empty();
    private boolean isComplete;

    /** Begins the first look at a table whose windows are to be tested at these origins. */
    public SeriesSplit(TestOrigins origins) {
        this.origins = origins;
    }

    /**
     * Adds the next row of a series.
     *
     * @param time its time, if rows state one
     * @param isKnown whether at least one target is known
     */
    public void add(String series, Optional<TimePoint> time, boolean isKnown) {
        var one = all.computeIfAbsent(series, unseen -> new Series());
        time.ifPresent(one.times::add);
        if (isKnown) {
            one.end = one.rows;
            while (one.times.size() > origins.reach() + 1) {
                one.times.remove();
            }
        }
        one.rows++;
    }

    /** Returns the names of all series. */
    public Stream<String> names() {
        return all.keySet().stream();
    }

    /** Returns the number of series. */
    public int series() {
        return all.size();
    }

    /** Returns the number of rows of a series. */
    public long rows(String series) {
        return all.get(series).rows;
    }

    /** Returns the last row of a series with a known target, counted from 0; less than 0 if there is none. */
    public long end(String series) {
        return all.get(series).end;
    }

    /** Returns whether a row of a series, counted from 0, is a test origin. */
    public boolean isTestOrigin(String series, long row) {
        return origins.contains(row, end(series));
    }

    /**
     * Returns whether targets may be learned from.
     *
     * @param lastTarget the row of the last one, counted from 0
     * @param time its time, if rows state one
     */
    public boolean isTraining(String series, long lastTarget, Optional<TimePoint> time) {
        if (time.isPresent()) {
            return cut().filter(first -> time.get().compareTo(first.time()) <= 0)
                    .isPresent();
        }
        var first = origins.first(end(series));
        return first.isPresent() && lastTarget <= first.getAsLong();
    }

    /** Returns the first test origin of all series, if rows state times and a series is long enough for one. */
    public Optional<FirstOrigin> cut() {
        findOrigins();
        return earliest;
    }

    /** Returns that of the series whose first test origin is the latest one. */
    public Optional<FirstOrigin> latest() {
        findOrigins();
        return latest;
    }

    private void findOrigins() {
        if (!isComplete) {
            isComplete = true;
            earliest = firstOrigins().min(Comparator.comparing(FirstOrigin::time));
            latest = firstOrigins().max(Comparator.comparing(FirstOrigin::time));
        }
    }

    private Stream<FirstOrigin> firstOrigins() {
        return all.entrySet().stream()
                .flatMap(one -> firstOrigin(one.getValue()).map(time -> new FirstOrigin(one.getKey(), time)).stream());
    }

    private Optional<TimePoint> firstOrigin(Series one) {
        var first = origins.first(one.end);
        if (first.isEmpty() || one.times.isEmpty()) {
            return Optional.empty();
        }
        long firstKept = one.rows - one.times.size();
        return one.times.stream().skip(first.getAsLong() - firstKept).findFirst();
    }
}
