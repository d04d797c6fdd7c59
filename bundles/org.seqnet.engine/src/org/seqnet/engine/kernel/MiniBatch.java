package org.seqnet.engine.kernel;

import java.util.Arrays;
import org.seqnet.engine.kernel.layer.StepOrder;
import org.seqnet.engine.sequence.Targets;

/**
 * Sequences to learn from. Arrays may be longer than needed; they must stay as they are as long as they are used.
 *
 * @param values N sequences of T x F each, row-major, one after another
 * @param timeSteps the T of each sequence, at least 1
 * @param targets what each sequence teaches
 * @param size the number of sequences, N
 */
public record MiniBatch(float[] values, int[] timeSteps, Targets targets, int size) {

    /**
     * Checks that there are values for all steps of all sequences.
     *
     * @throws IllegalArgumentException if there are too few, or no sequences
     */
    public void require(int features) {
        var lengths = Arrays.stream(timeSteps, 0, Math.max(0, size)).summaryStatistics();
        long expected = lengths.getSum() * features;
        if (values.length < expected || size < 1 || lengths.getMin() < 1) {
            String all = lengths.getMin() == lengths.getMax()
                    ? String.valueOf(lengths.getMin())
                    : lengths.getMin() + " to " + lengths.getMax();
            throw new IllegalArgumentException(size + " sequences of " + all + " time steps with " + features
                    + " features are " + expected + " values, not " + values.length + ".");
        }
    }

    /** Returns its sequences one by one, whose steps have so many values in this order. */
    SequenceSource source(StepOrder order, int stepValues) {
        int[] byPosition = order.starts();
        int[] starts = new int[order.sequences()];
        int[] lengths = new int[order.sequences()];
        for (int n = 0; n < starts.length; n++) {
            starts[order.sequence(n)] = byPosition[n] * stepValues;
            lengths[order.sequence(n)] = order.length(n) * stepValues;
        }
        return (index, target, at) -> System.arraycopy(values, starts[index], target, at, lengths[index]);
    }

    /** Returns the sum of the weights of its sequences. */
    public double weight() {
        return targets.weights().sum(size);
    }

    /** Returns the mean weight of its sequences. */
    public double meanWeight() {
        return weight() / size;
    }
}
