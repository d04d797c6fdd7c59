package org.seqnet.engine.training;

import java.util.Optional;
import java.util.stream.IntStream;
import org.seqnet.engine.network.Values;
import org.seqnet.engine.sequence.LabelledSequences;
import org.seqnet.engine.sequence.Weights;
import org.seqnet.engine.trained.Errors;
import org.seqnet.engine.trained.Evaluation;

/**
 * Predictions of numbers.
 *
 * @param values how they are standardized, and what an error costs
 * @param outputs standardized, N x outputs row-major
 * @param data the same N sequences with their numbers
 */
record ValuePredictions(Values values, float[] outputs, LabelledSequences data) implements Predictions {

    @Override
    public int size() {
        return data.size();
    }

    @Override
    public boolean isDecided(int sequence) {
        int width = values.outputs();
        return IntStream.range(sequence * width, (sequence + 1) * width).allMatch(i -> Float.isFinite(outputs[i]));
    }

    /** Says whether all known numbers of a sequence are predicted as they are, which they hardly ever are. */
    @Override
    public boolean isRight(int sequence) {
        return IntStream.range(0, values.width())
                .allMatch(i -> Double.isNaN(actual(sequence, i)) || predicted(sequence, i) == actual(sequence, i));
    }

    private double actual(int sequence, int value) {
        var all = data.values();
        return all.inOwnUnit(all.get(sequence, value), sequence, value);
    }

    private double predicted(int sequence, int value) {
        float output = outputs[sequence * values.outputs() + values.point(value)];
        return data.values().inOwnUnit(values.standard(value).inOwnUnit(output), sequence, value);
    }

    @Override
    public double loss(int sequence) {
        var row = new float[values.outputs()];
        System.arraycopy(outputs, sequence * row.length, row, 0, row.length);
        return values.rowLoss(row, data.values(), sequence);
    }

    /** Measures them by the loss, the mean R² of the targets, and errors in their own units. */
    @Override
    public Evaluation evaluation(Weights weights) {
        double lossSum = 0;
        for (int n = 0; n < size(); n++) {
            lossSum += weights.get(n) * loss(n);
        }
        int targets = values.standards().size();
        double explained = 0;
        double absolute = 0;
        double squared = 0;
        for (int target = 0; target < targets; target++) {
            var errors = errors(target, targets);
            explained += errors.explained() / targets;
            absolute += errors.absolute() / targets;
            squared += errors.squared() / targets;
        }
        return new Evaluation(explained, lossSum / size(), Optional.of(new Errors(absolute, Math.sqrt(squared))));
    }

    private record TargetErrors(double explained, double absolute, double squared) {}

    private TargetErrors errors(int target, int targets) {
        long count = 0;
        double absolute = 0;
        double squared = 0;
        double mean = 0;
        double variation = 0;
        for (int n = 0; n < size(); n++) {
            for (int i = target; i < values.width(); i += targets) {
                double actual = actual(n, i);
                if (!Double.isNaN(actual)) {
                    double error = predicted(n, i) - actual;
                    absolute += Math.abs(error);
                    squared += error * error;
                    count++;
                    double difference = actual - mean;
                    mean += difference / count;
                    variation += difference * (actual - mean);
                }
            }
        }
        return new TargetErrors(1 - squared / variation, absolute / count, squared / count);
    }
}
