package org.seqnet.engine.inference;

import java.util.function.BooleanSupplier;
import org.seqnet.engine.inference.TimedClassification.Outcome;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.Values;
import org.seqnet.engine.sequence.Sequences;
import org.seqnet.engine.trained.TrainedNetwork;

/** What a network answers about sequences: the likeliest class of each, or its values. */
abstract class Answers {
    /** How many class probabilities or values are held at once, or those of one sequence. */
    private static final int MOST_OUTPUTS = 100_000;

    private final int outputs;

    private Answers(int outputs) {
        this.outputs = outputs;
    }

    /** Returns the answers, yet to be given, of a network of classes or of values, but no forecast. */
    static Answers of(TrainedNetwork network, int sequences) {
        return network.architecture()
                .head()
                .fold(
                        classes -> new OfClasses(Classes.of(network.labels()), sequences),
                        independent -> none(),
                        path -> none(),
                        values -> values.forecast().isPresent() ? none() : new OfValues(values, sequences),
                        steps -> none());
    }

    private static Answers none() {
        throw new IllegalStateException("The network predicts neither one class nor values of a sequence.");
    }

    /** Answers about all sequences. */
    void give(Classifier classifier, Sequences sequences, BooleanSupplier cancelled) {
        int most = Math.max(1, MOST_OUTPUTS / outputs);
        for (int next = 0; next < sequences.size(); next += most) {
            give(classifier, sequences, next, Math.min(most, sequences.size() - next), cancelled);
        }
    }

    abstract void give(Classifier classifier, Sequences sequences, int first, int count, BooleanSupplier cancelled);

    abstract Outcome outcome(double sequencesPerSecond);

    private static final class OfClasses extends Answers {
        private final Classes classes;
        private final int[] labels;

        OfClasses(Classes classes, int sequences) {
            super(classes.count());
            this.classes = classes;
            this.labels = new int[sequences];
        }

        @Override
        void give(Classifier classifier, Sequences sequences, int first, int count, BooleanSupplier cancelled) {
            var probabilities = classifier.probabilities(sequences, first, count, cancelled);
            for (int n = 0; n < count; n++) {
                labels[first + n] = classes.likeliest(probabilities, n).orElse(-1);
            }
        }

        @Override
        Outcome outcome(double sequencesPerSecond) {
            return new Outcome(labels, new double[0], sequencesPerSecond);
        }
    }

    private static final class OfValues extends Answers {
        private final Values values;
        private final double[] numbers;

        OfValues(Values values, int sequences) {
            super(values.outputs());
            this.values = values;
            this.numbers = new double[Math.multiplyExact(sequences, values.width())];
        }

        @Override
        void give(Classifier classifier, Sequences sequences, int first, int count, BooleanSupplier cancelled) {
            var found = classifier.values(sequences, first, count, cancelled);
            int width = values.width();
            for (int n = 0; n < count; n++) {
                for (int value = 0; value < width; value++) {
                    numbers[(first + n) * width + value] = found[n * values.outputs() + values.point(value)];
                }
            }
        }

        @Override
        Outcome outcome(double sequencesPerSecond) {
            return new Outcome(new int[0], numbers, sequencesPerSecond);
        }
    }
}
