package org.seqnet.engine.training;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.seqnet.engine.accelerator.Learning;
import org.seqnet.engine.training.RateTest.Point;

/**
 * Finds a learning rate by a range test (Smith, 2017, arXiv:1506.01186): a copy of the network takes {@value #STEPS}
 * steps whose length grows exponentially from {@value #LEAST} to {@value #MOST}, or until its loss is
 * {@value #DIVERGENCE} times the least one. The rate is a tenth of the one at which the loss has done {@value #FALL} of
 * its fall, at least {@value #LEAST_CHOSEN}, rounded to two digits. Where the loss is least says less: on easy data it
 * stays so until the network diverges.
 *
 * <p>Losses are smoothed by an exponential average, since each is that of another mini-batch. Tables of fewer
 * mini-batches are gone through again.
 */
final class RateFinder {
    static final int STEPS = 100;
    static final double LEAST = 1e-6;
    static final double MOST = 10;
    static final double LEAST_CHOSEN = 1e-5;
    private static final double DIVERGENCE = 4;
    private static final double FALL = 0.9;
    private static final double SMOOTHING = 0.9;
    /** How many mini-batches, of the least rates, tell what the loss is before it falls. */
    private static final int BEFORE = 10;

    private final Learning learning;
    private final int epochsBefore;
    private final IntFunction<int[]> order;
    private final TrainingListener listener;
    private final List<Point> points = new ArrayList<>();
    private double average;
    private double leastLoss = Double.POSITIVE_INFINITY;

    /**
     * @param learning a copy of the network, which stays open
     * @param epochsBefore how many epochs it has learned
     * @param order the order in which an epoch visits the sequences
     */
    RateFinder(Learning learning, int epochsBefore, IntFunction<int[]> order, TrainingListener listener) {
        this.learning = learning;
        this.epochsBefore = epochsBefore;
        this.order = order;
        this.listener = listener;
    }

    /** Runs the test; a request to stop training ends it, and the rate is chosen by what has been tested. */
    RateTest find() {
        run();
        return new RateTest(points, rounded(Math.max(LEAST_CHOSEN, fallen() / 10)));
    }

    /**
     * Returns the first rate at which the loss has done most of its fall from what it was at first to the least one.
     */
    private double fallen() {
        if (points.isEmpty()) {
            return LEAST;
        }
        double before = points.get(Math.min(BEFORE, points.size()) - 1).loss();
        return points.stream()
                .filter(point -> point.loss() <= leastLoss + (1 - FALL) * (before - leastLoss))
                .findFirst()
                .orElseThrow()
                .rate();
    }

    private static double rounded(double rate) {
        return new BigDecimal(rate).round(new MathContext(2)).doubleValue();
    }

    private void run() {
        int epoch = epochsBefore;
        for (int i = 0; i < STEPS; i++) {
            if (i % learning.batches() == 0) {
                epoch++;
                learning.beginEpoch(epoch, order.apply(epoch));
            }
            Cancellation.requireNone(listener);
            double rate = LEAST * Math.pow(MOST / LEAST, i / (STEPS - 1.0));
            learning.step(rate);
            var figures = learning.figures();
            if (figures.weights() > 0 && !goesOn(rate, figures.lossSum() / figures.weights())) {
                return;
            }
            listener.rateTested(i + 1, STEPS);
            if (listener.isStopRequested()) {
                return;
            }
        }
    }

    private boolean goesOn(double rate, double loss) {
        average = SMOOTHING * average + (1 - SMOOTHING) * loss;
        double smoothed = average / (1 - Math.pow(SMOOTHING, points.size() + 1));
        if (!Double.isFinite(smoothed)) {
            return false;
        }
        points.add(new Point(rate, smoothed));
        leastLoss = Math.min(leastLoss, smoothed);
        return smoothed <= DIVERGENCE * leastLoss;
    }
}
