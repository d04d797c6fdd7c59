package org.seqnet.engine.backtest;

/** Level, trend and repeating pattern after some steps of a series. */
final class SmoothingState {
    private final SmoothingParameters parameters;
    private double level;
    private double trend;
    /** One value for each place of the period; a single 0 without a pattern. */
    private final double[] season;

    private int place;

    SmoothingState(SmoothingParameters parameters, double level, double trend, double[] season) {
        this.parameters = parameters;
        this.level = level;
        this.trend = trend;
        this.season = season;
    }

    SmoothingState copy() {
        var copy = new SmoothingState(parameters, level, trend, season.clone());
        copy.place = place;
        return copy;
    }

    int period() {
        return season.length;
    }

    /** Returns what is expected at the next step. */
    double next() {
        return level + parameters.damping() * trend + season[place];
    }

    /** Goes one step on, given by how much its value was greater than expected. */
    void advance(double error) {
        level += parameters.damping() * trend + parameters.level() * error;
        trend = parameters.damping() * trend + parameters.trend() * error;
        season[place] += parameters.season() * error;
        place = place + 1 == season.length ? 0 : place + 1;
    }

    /** Goes over some values, NaN where they are missing, and returns the sum of the squared errors. */
    double follow(double[] values) {
        double squares = 0;
        for (double value : values) {
            double error = Double.isNaN(value) ? 0 : value - next();
            squares += error * error;
            advance(error);
        }
        return squares;
    }
}
