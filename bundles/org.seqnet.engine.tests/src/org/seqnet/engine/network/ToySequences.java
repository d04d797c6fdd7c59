package org.seqnet.engine.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.seqnet.engine.network.SeedStream.Purpose;
import org.seqnet.engine.sequence.InputForm;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.LabelSets;
import org.seqnet.engine.sequence.LabelledSequences;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.sequence.Sequences;
import org.seqnet.engine.sequence.StepLabels;
import org.seqnet.engine.sequence.TargetValues;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.tensor.Tensor;

/** Small data for tests, of which a small network learns at once. */
public final class ToySequences {
    private ToySequences() {}

    /**
     * Returns sequences that a small LSTM learns at once: noise of -0.5 to 0.5, to whose feature {@code k mod F} 1 is
     * added at every step, in sequences of class k = n mod K.
     */
    public static LabelledSequences learnable(int size, SequenceShape shape, int classes, long seed) {
        var stream = new SeedStream(seed, Purpose.ORDER);
        var packer = Sequences.packer(shape, InputForm.SEQUENCES, "");
        var labels = new int[size];
        for (int n = 0; n < size; n++) {
            labels[n] = n % classes;
            var values = new float[shape.values()];
            for (int i = 0; i < values.length; i++) {
                boolean raised = i % shape.features() == labels[n] % shape.features();
                values[i] = (float) (stream.nextDouble() - 0.5 + (raised ? 1 : 0));
            }
            packer.add(Tensor.ofFloats(Shape.of(shape.timeSteps(), shape.features()), values));
        }
        return new LabelledSequences(packer.build(), labels, Toys.labels(classes));
    }

    /**
     * Returns sequences that a small LSTM learns at once: noise of -0.5 to 0.5, to whose feature k 1 is added at
     * every step for each label k that it has: each of the first F by even odds, and none of the others.
     */
    public static LabelledSequences learnableSets(int size, SequenceShape shape, int labels, long seed) {
        var stream = new SeedStream(seed, Purpose.ORDER);
        var packer = Sequences.packer(shape, InputForm.SEQUENCES, "");
        var sets = new ArrayList<int[]>();
        for (int n = 0; n < size; n++) {
            var set = IntStream.range(0, Math.min(labels, shape.features()))
                    .filter(label -> stream.nextInt(2) == 0)
                    .toArray();
            sets.add(set);
            var values = new float[shape.values()];
            for (int i = 0; i < values.length; i++) {
                boolean raised = Arrays.binarySearch(set, i % shape.features()) >= 0;
                values[i] = (float) (stream.nextDouble() - 0.5 + (raised ? 1 : 0));
            }
            packer.add(Tensor.ofFloats(Shape.of(shape.timeSteps(), shape.features()), values));
        }
        return new LabelledSequences(packer.build(), LabelSets.of(sets), Toys.labels(labels));
    }

    /**
     * Returns sequences of which a small LSTM learns two targets at once: noise of -0.5 to 0.5 and a level of -1 to 1
     * in all features of a sequence, of which the targets are 1,000 plus 5 times it, and -0.001 times it; every tenth
     * second target is not known.
     */
    public static LabelledSequences learnableValues(int size, SequenceShape shape, long seed) {
        var stream = new SeedStream(seed, Purpose.ORDER);
        var packer = Sequences.packer(shape, InputForm.SEQUENCES, "");
        var targets = new double[2 * size];
        for (int n = 0; n < size; n++) {
            double level = 2 * stream.nextDouble() - 1;
            targets[2 * n] = 1000 + 5 * level;
            targets[2 * n + 1] = n % 10 == 9 ? Double.NaN : -0.001 * level;
            packer.add(Tensor.ofFloats(
                    Shape.of(shape.timeSteps(), shape.features()), i -> (float) (stream.nextDouble() - 0.5 + level)));
        }
        return new LabelledSequences(
                packer.build(), TargetValues.of(2, targets), LabelDomain.of("level", "small level"));
    }

    /** Returns sequences like {@link #learnable}, of 1 to {@code longest} steps; every seventh has but one. */
    public static LabelledSequences learnableOfAnyLength(int size, int longest, int features, int classes, long seed) {
        var stream = new SeedStream(seed, Purpose.ORDER);
        var packer = Sequences.packer(SequenceShape.ofAnyLength(features), InputForm.SEQUENCES, "");
        var labels = new int[size];
        for (int n = 0; n < size; n++) {
            labels[n] = n % classes;
            int timeSteps = n % 7 == 0 ? 1 : 1 + stream.nextInt(longest);
            var values = new float[timeSteps * features];
            for (int i = 0; i < values.length; i++) {
                boolean raised = i % features == labels[n] % features;
                values[i] = (float) (stream.nextDouble() - 0.5 + (raised ? 1 : 0));
            }
            packer.add(Tensor.ofFloats(Shape.of(timeSteps, features), values));
        }
        return new LabelledSequences(packer.build(), labels, Toys.labels(classes));
    }

    /**
     * Returns sequences of 1 to {@code longest} steps whose class changes from step to step, 1 being added to the
     * feature of the step's class; every fifth step has no known class, unless it is the first.
     */
    public static LabelledSequences learnableSteps(int size, int longest, int classes, long seed) {
        var stream = new SeedStream(seed, Purpose.ORDER);
        var packer = Sequences.packer(SequenceShape.ofAnyLength(classes), InputForm.SEQUENCES, "");
        var labels = new ArrayList<int[]>();
        for (int n = 0; n < size; n++) {
            var own = new int[1 + stream.nextInt(longest)];
            var values = new float[own.length * classes];
            for (int t = 0; t < own.length; t++) {
                int actual = stream.nextInt(classes);
                own[t] = t % 5 == 4 ? StepLabels.UNKNOWN : actual;
                for (int k = 0; k < classes; k++) {
                    values[t * classes + k] = (float) (stream.nextDouble() - 0.5 + (k == actual ? 1 : 0));
                }
            }
            labels.add(own);
            packer.add(Tensor.ofFloats(Shape.of(own.length, classes), values));
        }
        return new LabelledSequences(packer.build(), StepLabels.of(labels), Toys.labels(classes));
    }
}
