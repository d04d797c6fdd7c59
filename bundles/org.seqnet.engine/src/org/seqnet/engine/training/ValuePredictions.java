package org.seqnet.engine.training;

import java.util.stream.IntStream;
import org.seqnet.engine.network.Values;
import org.seqnet.engine.sequence.LabelledSequences;
import org.seqnet.engine.sequence.Weights;

/**
 * Predictions of numbers. A sequence without finite outputs is measured as if the mean of the training data were
 * predicted for it.
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
        var row = row(sequence);
        return isDecided(sequence)
                && IntStream.range(0, values.width())
                        .mapToDouble(value -> error(row, sequence, value))
                        .allMatch(error -> Double.isNaN(error) || error == 0);
    }

    /** Returns the outputs for a sequence if they are finite, otherwise those of the mean. */
    private float[] row(int sequence) {
        var row = new float[values.outputs()];
        if (isDecided(sequence)) {
            System.arraycopy(outputs, sequence * row.length, row, 0, row.length);
        }
        return row;
    }

    /** Returns by how much a prediction is off, in its own unit; NaN if the actual number is not known. */
    private double error(float[] row, int sequence, int value) {
        return values.error(row[values.point(value)], data.values(), sequence, value);
    }

    @Override
    public double loss(int sequence) {
        return values.rowLoss(row(sequence), data.values(), sequence);
    }

    @Override
    public Tally tally(Weights weights) {
        int width = values.width();
        var errors = new double[size() * width];
        double lossSum = 0;
        for (int n = 0; n < size(); n++) {
            var row = row(n);
            lossSum += weights.get(n) * values.rowLoss(row, data.values(), n);
            for (int value = 0; value < width; value++) {
                errors[n * width + value] = error(row, n, value);
            }
        }
        return new Tally(0, size(), lossSum, size(), values.errors(data.values(), size(), errors));
    }
}
