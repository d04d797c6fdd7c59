package org.seqnet.engine.training;

import java.util.List;

/**
 * What a learning-rate range test found.
 *
 * @param points the tested rates, ascending
 * @param rate the rate to train with
 */
public record RateTest(List<Point> points, double rate) {
    /**
     * A rate, and the loss of the mini-batch before the step of this length.
     *
     * @param loss in nats, smoothed over the mini-batches before it
     */
    public record Point(double rate, double loss) {}

    public RateTest {
        points = List.copyOf(points);
    }
}
