package org.seqnet.knime.scorer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.seqnet.engine.metrics.ConfusionMatrix;
import org.seqnet.engine.metrics.SegmentScore;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.knime.label.LabelIndex;

/** Collects the actual and predicted labels of the time steps of sequences, and counts them. */
final class StepSequences {
    private final LabelIndex labels = new LabelIndex();
    private final List<Numbered> sequences = new ArrayList<>();
    private long skippedSequences;
    private long skippedSteps;

    /** A sequence whose labels are numbers in the order of first sight, -1 where one is missing. */
    private record Numbered(String name, int[] actual, int[] predicted) {}

    /**
     * What was counted of all steps and segments.
     *
     * @param sequences all, by the classes of the matrix
     */
    record Counted(
            ConfusionMatrix matrix,
            SegmentScore segments,
            List<Sequence> sequences,
            long skippedSequences,
            long skippedSteps) {

        /** Returns what the user should know of it. */
        Optional<String> warning() {
            return Stream.of(
                            skipped(skippedSequences, "sequences were skipped because their labels are missing."),
                            skipped(
                                    skippedSteps,
                                    "time steps were skipped because their actual or predicted label is missing."))
                    .flatMap(Optional::stream)
                    .reduce((one, other) -> one + "\n" + other);
        }

        private static Optional<String> skipped(long count, String words) {
            return count == 0 ? Optional.empty() : Optional.of(String.format(Locale.ROOT, "%,d %s", count, words));
        }
    }

    /**
     * The labels of a sequence, as indices into the classes, -1 where one is missing.
     *
     * @param name its row key, or what its rows name it
     */
    record Sequence(String name, int[] actual, int[] predicted) {}

    void skip() {
        skippedSequences++;
    }

    /**
     * Adds a sequence.
     *
     * @param actual the label of each step, null where it is missing
     * @param predicted as many
     */
    void add(String name, List<String> actual, List<String> predicted) {
        for (int t = 0; t < actual.size(); t++) {
            skippedSteps += actual.get(t) == null || predicted.get(t) == null ? 1 : 0;
        }
        sequences.add(new Numbered(name, numbers(actual), numbers(predicted)));
    }

    private int[] numbers(List<String> steps) {
        return steps.stream()
                .mapToInt(label -> label == null ? -1 : labels.number(label))
                .toArray();
    }

    Counted count() {
        LabelDomain domain = labels.domain(Optional.empty());
        int[] places = labels.places(domain);
        var matrix = ConfusionMatrix.counting(domain);
        var segments = new SegmentScore(domain.size());
        var placed = new ArrayList<Sequence>();
        for (var sequence : sequences) {
            int[] actual = placed(sequence.actual, places);
            int[] predicted = placed(sequence.predicted, places);
            for (int t = 0; t < actual.length; t++) {
                if (actual[t] >= 0 && predicted[t] >= 0) {
                    matrix.add(actual[t], predicted[t]);
                }
            }
            segments.add(actual, predicted);
            placed.add(new Sequence(sequence.name, actual, predicted));
        }
        return new Counted(matrix.matrix(), segments, List.copyOf(placed), skippedSequences, skippedSteps);
    }

    private static int[] placed(int[] numbers, int[] places) {
        var placed = numbers.clone();
        for (int t = 0; t < placed.length; t++) {
            placed[t] = placed[t] < 0 ? -1 : places[placed[t]];
        }
        return placed;
    }
}
