package org.seqnet.engine.backtest;

import java.util.function.IntUnaryOperator;

/** The plain methods that a forecast has to be better than. */
public enum Baseline {
    /** The last known value, for all steps ahead. */
    NAIVE("Naive") {
        @Override
        public Projection project(double[] history, int period, int horizon) {
            return repeat(history, 1, horizon);
        }
    },
    /**
     * The value one period before, or the last known one at that place of the period. If there is none, because the
     * history is shorter than a period, the last known value.
     */
    SEASONAL_NAIVE("Seasonal naive") {
        @Override
        public Projection project(double[] history, int period, int horizon) {
            return repeat(history, period, horizon);
        }
    },
    /** The form of exponential smoothing that suits the history best; see {@link ExponentialSmoothing}. */
    SMOOTHING("Exponential smoothing") {
        @Override
        public Projection project(double[] history, int period, int horizon) {
            return ExponentialSmoothing.fit(history, period)
                    .map(fit -> fit.project(horizon))
                    .orElseGet(() -> NAIVE.project(history, period, horizon));
        }
    };

    private final String title;

    Baseline(String title) {
        this.title = title;
    }

    /** Returns the name for users. */
    public String title() {
        return title;
    }

    /**
     * Continues a series.
     *
     * @param history the values in order of time, NaN if missing; the last one is that of the origin
     * @param period after how many steps the pattern repeats, at least 1, which is no pattern
     * @param horizon the number of steps ahead, at least 1
     */
    public abstract Projection project(double[] history, int period, int horizon);

    private static Projection repeat(double[] history, int period, int horizon) {
        int last = lastKnown(history, history.length - 1, 1);
        if (last < 0) {
            return Projection.unknown(horizon);
        }
        IntUnaryOperator source = step -> {
            int place = lastKnown(history, history.length - period + step % period, period);
            return place < 0 ? last : place;
        };
        var errors = Lag.of(history, period);
        var values = new double[horizon];
        var deviations = new double[horizon];
        for (int step = 0; step < horizon; step++) {
            values[step] = history[source.applyAsInt(step)];
            deviations[step] = errors.rootMeanSquare() * Math.sqrt(1.0 + step / period);
        }
        return new Projection(values, deviations);
    }

    /** Returns the last place with a value among those at distances of some steps before a place; -1 if none has. */
    private static int lastKnown(double[] history, int from, int distance) {
        int place = from;
        while (place >= 0 && Double.isNaN(history[place])) {
            place -= distance;
        }
        return Math.max(-1, place);
    }

    /**
     * Returns the mean absolute difference of values one period apart, by which MASE divides errors; NaN if no two
     * known values are one period apart, or all those are equal.
     *
     * @param history the values in order of time, NaN if missing
     * @param period the number of steps, at least 1
     * @see <a href="https://doi.org/10.1016/j.ijforecast.2006.03.001">Hyndman and Koehler, 2006</a>
     */
    public static double scale(double[] history, int period) {
        double scale = Lag.of(history, period).meanAbsolute();
        return scale > 0 ? scale : Double.NaN;
    }

    /** How much values differ that are one period apart; NaN if there are none. */
    private record Lag(double meanAbsolute, double rootMeanSquare) {

        static Lag of(double[] history, int period) {
            double absolute = 0;
            double squares = 0;
            int count = 0;
            for (int i = period; i < history.length; i++) {
                double difference = history[i] - history[i - period];
                if (!Double.isNaN(difference)) {
                    absolute += Math.abs(difference);
                    squares += difference * difference;
                    count++;
                }
            }
            return new Lag(absolute / count, Math.sqrt(squares / count));
        }
    }
}
