package org.seqnet.engine.backtest;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.math3.analysis.MultivariateFunction;
import org.apache.commons.math3.optim.InitialGuess;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.PointValuePair;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.nonlinear.scalar.MultivariateFunctionMappingAdapter;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunction;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.NelderMeadSimplex;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.SimplexOptimizer;

/**
 * Fits exponential smoothing to a series: of its forms, the one with the least AICc, each with the parameters and
 * starting states whose squared errors one step ahead are least.
 *
 * <p>A pattern takes a history of two periods. Missing values change no state. A constant series stays as it is.
 *
 * @see <a href="https://doi.org/10.1016/S0169-2070(01)00110-8">Hyndman, Koehler, Snyder and Grose, 2002</a>
 */
final class ExponentialSmoothing {
    private static final int MOST_ITERATIONS = 200;
    private static final double TOLERANCE = 1e-7;
    /** How far the search first looks, on the scale of the logit. */
    private static final double REACH = 1;
    /** Squared errors per value that are rounding alone, where values vary by 1. */
    private static final double ROUNDING = 1e-16;

    private final double[] values;
    private final int period;
    private final int known;
    private final double mean;
    private final double unit;

    ExponentialSmoothing(double[] history, int period) {
        var statistics =
                Arrays.stream(history).filter(value -> !Double.isNaN(value)).summaryStatistics();
        this.period = period;
        this.known = (int) statistics.getCount();
        boolean varies = statistics.getMax() > statistics.getMin();
        // the mean of equal values may be off by rounding
        this.mean = varies ? statistics.getAverage() : known > 0 ? statistics.getMin() : 0;
        double squares = Arrays.stream(history)
                .filter(value -> !Double.isNaN(value))
                .map(value -> (value - mean) * (value - mean))
                .sum();
        this.unit = varies ? Math.sqrt(squares / known) : 1;
        this.values = Arrays.stream(history).map(value -> (value - mean) / unit).toArray();
    }

    /** Returns the best fit; empty if there are too few values for any form: below 5. */
    static Optional<SmoothingFit> fit(double[] history, int period) {
        var smoothing = new ExponentialSmoothing(history, period);
        return Stream.of(SmoothingForm.values())
                .filter(smoothing::suffices)
                .map(smoothing::fit)
                .min(Comparator.comparingDouble(SmoothingFit::criterion));
    }

    private boolean suffices(SmoothingForm form) {
        return known > estimated(form) + 2 && (!form.isSeasonal() || period > 1 && values.length >= 2 * period);
    }

    private int estimated(SmoothingForm form) {
        return form.parameters() + form.states(period);
    }

    /** Returns the fit of one form, of which the history must have enough values. */
    SmoothingFit fit(SmoothingForm form) {
        var start = new SmoothingStart(values, form, period);
        MultivariateFunction squares =
                free -> start.state(SmoothingParameters.of(form, free)).follow(values);
        var box = new MultivariateFunctionMappingAdapter(
                squares, SmoothingParameters.lower(form), SmoothingParameters.upper(form));
        var found = new SimplexOptimizer(ExponentialSmoothing::ends)
                .optimize(
                        new ObjectiveFunction(box),
                        GoalType.MINIMIZE,
                        new MaxEval(Integer.MAX_VALUE),
                        new InitialGuess(box.boundedToUnbounded(SmoothingParameters.start(form))),
                        new NelderMeadSimplex(form.parameters(), REACH));
        var parameters = SmoothingParameters.of(form, box.unboundedToBounded(found.getPoint()));
        var state = start.state(parameters);
        double error = state.follow(values);
        double deviation = Math.sqrt(error / (known - estimated(form)));
        int free = estimated(form) + 1; // with the deviation
        double criterion = known * Math.log(Math.max(error / known, ROUNDING))
                + 2.0 * free
                + 2.0 * free * (free + 1) / (known - free - 1);
        return new SmoothingFit(form, parameters, state, mean, unit, deviation, criterion);
    }

    private static boolean ends(int iteration, PointValuePair previous, PointValuePair current) {
        return iteration >= MOST_ITERATIONS
                || Math.abs(previous.getValue() - current.getValue()) <= TOLERANCE * current.getValue();
    }
}
