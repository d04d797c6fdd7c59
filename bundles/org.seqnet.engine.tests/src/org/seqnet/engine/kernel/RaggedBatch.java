package org.seqnet.engine.kernel;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.seqnet.engine.sequence.LabelSets;
import org.seqnet.engine.sequence.Targets;

/** Random sequences of different lengths with random classes. */
record RaggedBatch(int features, int[] timeSteps, float[] values, int[] labels) {
    static final int CLASSES = 3;

    static RaggedBatch of(int features, int[] timeSteps, long seed) {
        var random = new Random(seed);
        int steps = Arrays.stream(timeSteps).sum();
        return new RaggedBatch(
                features,
                timeSteps,
                UniformFloats.of(random, steps * features, 1).array(),
                random.ints(timeSteps.length, 0, CLASSES).toArray());
    }

    /** Returns sequences of 1 to {@code longest} steps. */
    static RaggedBatch of(int features, int count, int longest, long seed) {
        return of(features, new Random(seed).ints(count, 1, longest + 1).toArray(), seed + 1);
    }

    int count() {
        return timeSteps.length;
    }

    MiniBatch miniBatch() {
        return new MiniBatch(values, timeSteps, new Targets(LabelSets.ofClasses(labels)), count());
    }

    private int start(int sequence) {
        return Arrays.stream(timeSteps, 0, sequence).sum() * features;
    }

    /** Returns a sequence, T x F. */
    double[][] sequence(int n) {
        var steps = new double[timeSteps[n]][features];
        int start = start(n);
        for (int t = 0; t < steps.length; t++) {
            for (int f = 0; f < features; f++) {
                steps[t][f] = values[start + t * features + f];
            }
        }
        return steps;
    }

    /** Returns some of the sequences. */
    RaggedBatch only(int... sequences) {
        var part = new float[Arrays.stream(sequences).map(n -> timeSteps[n]).sum() * features];
        int at = 0;
        for (int n : sequences) {
            System.arraycopy(values, start(n), part, at, timeSteps[n] * features);
            at += timeSteps[n] * features;
        }
        return new RaggedBatch(
                features,
                Arrays.stream(sequences).map(n -> timeSteps[n]).toArray(),
                part,
                Arrays.stream(sequences).map(n -> labels[n]).toArray());
    }

    /** Returns all sequences, each from its last step to its first. */
    RaggedBatch reversed() {
        var others = new float[values.length];
        for (int n = 0; n < count(); n++) {
            int start = start(n);
            int last = start + (timeSteps[n] - 1) * features;
            IntStream.range(0, timeSteps[n])
                    .forEach(
                            t -> System.arraycopy(values, last - t * features, others, start + t * features, features));
        }
        return new RaggedBatch(features, timeSteps, others, labels);
    }
}
