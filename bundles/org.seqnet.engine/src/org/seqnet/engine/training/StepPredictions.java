package org.seqnet.engine.training;

import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.StepClasses;
import org.seqnet.engine.network.ValueErrors;
import org.seqnet.engine.sequence.LabelledSequences;
import org.seqnet.engine.sequence.StepLabels;
import org.seqnet.engine.sequence.Weights;

/** Predictions of one of several classes at each time step. Steps whose class is not known count nothing. */
final class StepPredictions implements Predictions {
    private final Classes classes;
    private final float[] probabilities;
    private final LabelledSequences data;
    private final StepLabels labels;
    /** The first step of each sequence among those of all. */
    private final int[] starts;

    /**
     * @param probabilities class probabilities, T x K row-major, one sequence after another
     * @param data the same sequences with the classes of their steps
     */
    StepPredictions(StepClasses head, float[] probabilities, LabelledSequences data) {
        this.classes = new Classes(head.count());
        this.probabilities = probabilities;
        this.data = data;
        this.labels = data.stepLabels();
        this.starts = new int[data.size() + 1];
        for (int n = 0; n < data.size(); n++) {
            starts[n + 1] = starts[n] + labels.timeSteps(n);
        }
    }

    @Override
    public int size() {
        return data.size();
    }

    @Override
    public boolean isDecided(int sequence) {
        for (int step = starts[sequence]; step < starts[sequence + 1]; step++) {
            if (classes.likeliest(probabilities, step).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /** Says whether all steps of a sequence whose classes are known are predicted. */
    @Override
    public boolean isRight(int sequence) {
        return right(sequence) == labels.known(sequence);
    }

    private int right(int sequence) {
        int right = 0;
        for (int t = 0; t < labels.timeSteps(sequence); t++) {
            int label = labels.get(sequence, t);
            boolean isKnown = label != StepLabels.UNKNOWN;
            right += isKnown
                            && classes.likeliest(probabilities, starts[sequence] + t)
                                            .orElse(-1)
                                    == label
                    ? 1
                    : 0;
        }
        return right;
    }

    /** Returns the mean of what the steps cost whose classes are known; 0 if there is none. */
    @Override
    public double loss(int sequence) {
        double sum = 0;
        for (int t = 0; t < labels.timeSteps(sequence); t++) {
            int label = labels.get(sequence, t);
            if (label != StepLabels.UNKNOWN) {
                int step = starts[sequence] + t;
                float probability = probabilities[step * classes.count() + label];
                sum -= Math.log(Math.max(Float.isFinite(probability) ? probability : 0, SMALLEST));
            }
        }
        return sum / Math.max(1, labels.known(sequence));
    }

    /**
     * Measures them by the mean loss of the sequences of which a step is known, and by the share of all known steps
     * that are right.
     */
    @Override
    public Tally tally(Weights weights) {
        long right = 0;
        long known = 0;
        int counted = 0;
        double lossSum = 0;
        for (int n = 0; n < size(); n++) {
            right += right(n);
            known += labels.known(n);
            counted += labels.known(n) > 0 ? 1 : 0;
            lossSum += weights.get(n) * loss(n);
        }
        return new Tally(right, known, lossSum, counted, ValueErrors.NONE);
    }
}
