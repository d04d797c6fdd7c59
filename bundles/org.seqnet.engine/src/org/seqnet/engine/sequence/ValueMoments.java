package org.seqnet.engine.sequence;

import java.io.Serializable;

/**
 * Number, mean and squared distances from it of known values. Those of parts add up to those of the whole.
 *
 * <p>Source: Welford, Technometrics 4, 1962: no difference of large sums; sums of parts by Chan, Golub and LeVeque,
 * 1979.
 *
 * @param squares the sum of the squares of the distances from the mean
 */
public record ValueMoments(long count, double mean, double squares) implements Serializable {

    /** Returns those of one of {@code targets} targets, whatever the step of its values. */
    static ValueMoments of(TargetValues values, int target, int targets) {
        long count = 0;
        double mean = 0;
        double squares = 0;
        for (int n = 0; n < values.size(); n++) {
            for (int i = target; i < values.width(); i += targets) {
                double value = values.get(n, i);
                if (!Double.isNaN(value)) {
                    count++;
                    double difference = value - mean;
                    mean += difference / count;
                    squares += difference * (value - mean);
                }
            }
        }
        return new ValueMoments(count, mean, squares);
    }

    /** Returns those of these values and others. */
    ValueMoments plus(ValueMoments others) {
        if (count == 0 || others.count == 0) {
            return count == 0 ? others : this;
        }
        long all = count + others.count;
        double distance = others.mean - mean;
        return new ValueMoments(
                all,
                mean + distance * others.count / all,
                squares + others.squares + distance * distance * count / all * others.count);
    }

    /** Returns the population standard deviation. */
    public double deviation() {
        return Math.sqrt(squares / Math.max(1, count));
    }
}
