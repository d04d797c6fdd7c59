package org.seqnet.engine.backtest;

import java.util.Arrays;
import java.util.OptionalDouble;

/** Sums of errors, from which {@link ForecastErrors} follow. */
final class ErrorSums {
    private final double[] levels;
    private final double[] pinball;
    private long count;
    private long scaled;
    private long banded;
    private long covered;
    private double absolute;
    private double squares;
    private double relativeToScale;
    private double symmetric;
    private double actuals;

    /** Starts at 0, with the levels of the quantiles in ascending order. */
    ErrorSums(double[] levels) {
        this.levels = levels;
        this.pinball = new double[levels.length];
    }

    /**
     * Adds one value; nothing if it or its forecast is NaN.
     *
     * @param quantiles the forecast's quantile for each level; NaN if they are not known
     * @param scale what MASE divides by; NaN if there is none
     */
    void add(double actual, double forecast, double[] quantiles, double scale) {
        double error = actual - forecast;
        if (Double.isNaN(error)) {
            return;
        }
        double size = Math.abs(error);
        count++;
        absolute += size;
        squares += error * error;
        actuals += Math.abs(actual);
        symmetric += size == 0 ? 0 : 2 * size / (Math.abs(actual) + Math.abs(forecast));
        if (!Double.isNaN(scale)) {
            scaled++;
            relativeToScale += size / scale;
        }
        if (levels.length > 0 && Arrays.stream(quantiles).noneMatch(Double::isNaN)) {
            addBand(actual, quantiles);
        }
    }

    private void addBand(double actual, double[] quantiles) {
        banded++;
        for (int i = 0; i < levels.length; i++) {
            double above = actual - quantiles[i];
            pinball[i] += above >= 0 ? levels[i] * above : (levels[i] - 1) * above;
        }
        if (actual >= quantiles[0] && actual <= quantiles[levels.length - 1]) {
            covered++;
        }
    }

    ForecastErrors errors() {
        return new ForecastErrors(
                count,
                mean(absolute, count),
                count == 0 ? OptionalDouble.empty() : OptionalDouble.of(Math.sqrt(squares / count)),
                mean(relativeToScale, scaled),
                count - scaled,
                mean(symmetric, count),
                mean(absolute, actuals),
                Arrays.stream(pinball).mapToObj(sum -> mean(sum, banded)).toList(),
                levels.length < 2 ? OptionalDouble.empty() : mean(covered, banded));
    }

    private static OptionalDouble mean(double sum, double count) {
        return count == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / count);
    }
}
