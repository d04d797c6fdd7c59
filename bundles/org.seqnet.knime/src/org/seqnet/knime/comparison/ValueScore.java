package org.seqnet.knime.comparison;

import java.util.OptionalLong;
import org.seqnet.engine.network.ValueErrors;
import org.seqnet.engine.network.Values;
import org.seqnet.engine.sequence.TargetValues;
import org.seqnet.engine.trained.TrainedNetwork;
import org.seqnet.engine.training.TrainingTimes;

/**
 * The performance of one network that predicts values.
 *
 * @param title its unique title
 * @param operations the floating-point operations per sequence; empty if sequences differ in length
 * @param errors how far its values are off
 * @param rowErrors for each sequence, the mean over the targets that are known of the absolute error, in standard
 *     deviations of the target's actual values
 * @param predictedPerSecond the number of sequences it predicted per second
 */
record ValueScore(
        String title,
        TrainedNetwork network,
        OptionalLong operations,
        ValueErrors errors,
        double[] rowErrors,
        double predictedPerSecond) {

    /**
     * Measures predictions.
     *
     * @param predicted N x targets; one that is not finite counts as the mean of the network's training values
     */
    static ValueScore of(
            String title,
            TrainedNetwork network,
            OptionalLong operations,
            TargetValues actual,
            double[] predicted,
            double predictedPerSecond) {
        int targets = actual.width();
        var head = (Values) network.architecture().head();
        var errors = new double[predicted.length];
        for (int i = 0; i < errors.length; i++) {
            double value = Double.isFinite(predicted[i])
                    ? predicted[i]
                    : head.standard(i % targets).mean();
            errors[i] = value - actual.get(i / targets, i % targets);
        }
        var sums = ValueErrors.of(targets, errors.length, i -> actual.get(i / targets, i % targets), i -> errors[i]);
        return new ValueScore(title, network, operations, sums, rowErrors(errors, sums), predictedPerSecond);
    }

    private static double[] rowErrors(double[] errors, ValueErrors sums) {
        int targets = sums.targets().size();
        var rows = new double[errors.length / targets];
        for (int row = 0; row < rows.length; row++) {
            double sum = 0;
            int known = 0;
            for (int target = 0; target < targets; target++) {
                double error = errors[row * targets + target];
                if (!Double.isNaN(error)) {
                    sum += Math.abs(error) / deviation(sums.targets().get(target));
                    known++;
                }
            }
            rows[row] = sum / known;
        }
        return rows;
    }

    /** Returns the unit of a target's errors; 1 if its actual values do not vary. */
    private static double deviation(ValueErrors.OfTarget target) {
        double deviation = Math.sqrt(target.variation() / target.count());
        return deviation > 0 ? deviation : 1;
    }

    TrainingTimes times() {
        return new TrainingTimes(network.provenance().history());
    }
}
