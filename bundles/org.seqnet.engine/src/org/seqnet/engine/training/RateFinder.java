package org.seqnet.engine.training;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.dl4j.LiveNetwork;
import org.seqnet.engine.options.TrainingOptions;
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

    private final Architecture architecture;
    private final TrainingOptions options;
    private final TrainingStart start;
    private final MiniBatches batches;
    private final EpochOrder order;
    private final TrainingListener listener;
    private final List<Point> points = new ArrayList<>();
    private double average;
    private double leastLoss = Double.POSITIVE_INFINITY;

    RateFinder(
            Architecture architecture,
            TrainingOptions options,
            TrainingStart start,
            MiniBatches batches,
            EpochOrder order,
            TrainingListener listener) {
        this.architecture = architecture;
        this.options = options;
        this.start = start;
        this.batches = batches;
        this.order = order;
        this.listener = listener;
    }

    /** Runs the test; a request to stop training ends it, and the rate is chosen by what has been tested. */
    RateTest find() {
        // a copy, since steps change parameters in place
        try (var network = LiveNetwork.toTrain(
                        architecture,
                        start.input().preprocessed(),
                        start.parameters().clone(),
                        options.seed(),
                        options.threads(),
                        start.trainsEncoder());
                var step = UpdateStep.of(options, network.parameterRanges())) {
            step.restore(start.updaterState(), start.steps());
            run(network, step);
        }
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

    private void run(LiveNetwork network, UpdateStep step) {
        int epoch = start.history().size();
        for (int i = 0; i < STEPS; i++) {
            if (i % batches.count() == 0) {
                epoch++;
                batches.begin(epoch, order.of(epoch));
                network.beginEpoch(epoch);
            }
            if (listener.isCancelled() || Thread.currentThread().isInterrupted()) {
                throw new CancellationException("Training was canceled.");
            }
            var batch = batches.next();
            double rate = LEAST * Math.pow(MOST / LEAST, i / (STEPS - 1.0));
            double lossSum = network.differentiate(batch).lossSum();
            double weight = batch.targets().weights().sum(batch.size());
            if (weight > 0 && !goesOn(rate, lossSum / weight)) {
                return;
            }
            step.apply(network.parameters(), network.gradients(), batch.size(), batch.meanWeight(), rate);
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
