package org.seqnet.engine.backtest;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.sequence.TimePoint;
import org.seqnet.engine.sequence.TimeStep;

/** A series with a value at every time step; steps without a row have none. */
public final class RegularSeries {
    /** A gap of more steps is a mistake in the times. */
    private static final int LONGEST_GAP = 1_000_000;

    private static final int MOST_MISSING = 5_000_000;

    private final List<TimePoint> rows;
    private final int[] places;
    private final double[] values;
    private final TimeStep step;

    private RegularSeries(List<TimePoint> rows, int[] places, double[] values, TimeStep step) {
        this.rows = rows;
        this.places = places;
        this.values = values;
        this.step = step;
    }

    /**
     * Puts the rows of a series at its time steps.
     *
     * @param times ascending, all different, at least one
     * @param values the value at each of them; NaN if it is missing
     * @throws SeqNetException if two rows are nearer to each other than half a time step, or further apart than
     *     1,000,000 time steps, or more than 5,000,000 are missing in all
     */
    public static RegularSeries of(List<TimePoint> times, double[] values, TimeStep step) {
        var places = new int[times.size()];
        for (int row = 1; row < places.length; row++) {
            places[row] = places[row - 1] + distance(times.get(row - 1), times.get(row), step);
            if (places[row] - row > MOST_MISSING) {
                throw new SeqNetException(String.format(
                        Locale.ROOT,
                        "Between the rows at %s and %s, more than %,d time steps of %s are missing in all. Check the "
                                + "order column.",
                        times.get(0),
                        times.get(row),
                        MOST_MISSING,
                        step.text()));
            }
        }
        var regular = new double[places[places.length - 1] + 1];
        Arrays.fill(regular, Double.NaN);
        for (int row = 0; row < places.length; row++) {
            regular[places[row]] = values[row];
        }
        return new RegularSeries(List.copyOf(times), places, regular, step);
    }

    private static int distance(TimePoint earlier, TimePoint later, TimeStep step) {
        var before = earlier;
        for (int steps = 1; steps <= LONGEST_GAP; steps++) {
            if (step.leads(before, later)) {
                return steps;
            }
            before = step.plus(earlier, steps);
            if (before.compareTo(later) > 0 && steps > 1) {
                return steps - 1; // half a step behind one, half before the next
            }
            if (before.compareTo(later) > 0) {
                throw new SeqNetException("The rows at %s and %s are nearer to each other than the time step of %s."
                        .formatted(earlier, later, step.text()));
            }
        }
        throw new SeqNetException(String.format(
                Locale.ROOT,
                "Between the rows at %s and %s, more than %,d time steps of %s are missing.",
                earlier,
                later,
                LONGEST_GAP,
                step.text()));
    }

    /** Returns the place of a row at a time, counted from 0; empty if there is no such row. */
    public OptionalInt place(TimePoint time) {
        if (time.kind() != rows.get(0).kind()) {
            return OptionalInt.empty();
        }
        int row = Collections.binarySearch(rows, time);
        return row < 0 ? OptionalInt.empty() : OptionalInt.of(places[row]);
    }

    /**
     * Returns the time at a place, also beyond the last row; empty where there is no row and the step cannot be added
     * to the times.
     */
    public Optional<TimePoint> time(int place) {
        int found = Arrays.binarySearch(places, place);
        if (found >= 0) {
            return Optional.of(rows.get(found));
        }
        int row = -found - 2;
        try {
            return Optional.of(step.plus(rows.get(row), place - places[row]));
        } catch (SeqNetException e) {
            return Optional.empty();
        }
    }

    /** Returns the value at a place; NaN if it is missing or beyond the last row. */
    public double value(int place) {
        return place < values.length ? values[place] : Double.NaN;
    }

    /** Returns all values up to a place, with that one. */
    public double[] upTo(int place) {
        return Arrays.copyOf(values, place + 1);
    }
}
