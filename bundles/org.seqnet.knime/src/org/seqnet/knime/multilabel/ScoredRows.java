package org.seqnet.knime.multilabel;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.seqnet.engine.metrics.MultiLabelPrediction;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.LabelSets;
import org.seqnet.knime.label.LabelIndex;

/**
 * The rows of a table, as the engine scores them.
 *
 * @param labels all labels that occur, are predicted, or have a column
 * @param actual the labels of each row
 * @param predictions the prediction, and the second one if there is one
 * @param skipped how many rows were left out because something is missing
 * @param unscored the labels that rows have, but no column of scores, if there are such columns
 */
record ScoredRows(
        LabelDomain labels,
        LabelSets actual,
        List<MultiLabelPrediction> predictions,
        long skipped,
        List<String> unscored,
        WorstRows worst) {

    /** Returns what the user should know of them. */
    Optional<String> warning() {
        return Stream.of(skippedWarning(), unscoredWarning(), strangersWarning())
                .flatMap(Optional::stream)
                .reduce((one, other) -> one + "\n" + other);
    }

    private Optional<String> skippedWarning() {
        return skipped == 0
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "%,d of %,d rows were skipped because labels or scores are missing.",
                        skipped,
                        skipped + actual.size()));
    }

    private Optional<String> unscoredWarning() {
        return unscored.isEmpty()
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "%,d %s no score column and %s ranked last, for example '%s'.",
                        unscored.size(),
                        unscored.size() == 1 ? "label has" : "labels have",
                        unscored.size() == 1 ? "is" : "are",
                        unscored.get(0)));
    }

    /** Tells labels that are written in two ways, such as 1 and 1.0, from predictions that are all wrong. */
    private Optional<String> strangersWarning() {
        int[] actualRows = actual.frequencies(labels.size());
        int[] predictedRows = predictions.get(0).labels().frequencies(labels.size());
        var occurring = IntStream.range(0, labels.size())
                .filter(label -> actualRows[label] > 0)
                .toArray();
        var predicted = IntStream.range(0, labels.size())
                .filter(label -> predictedRows[label] > 0)
                .toArray();
        if (occurring.length < 2
                || predicted.length < 2
                || IntStream.of(predicted).anyMatch(label -> actualRows[label] > 0)) {
            return Optional.empty();
        }
        return Optional.of(
                ("None of the predicted labels occurs among the actual labels; for example, '%s' is predicted "
                                + "and '%s' is actual. Select the column that was learned, or use the same label names as in "
                                + "training.")
                        .formatted(labels.name(predicted[0]), labels.name(occurring[0])));
    }

    /** Collects rows; for one thread. */
    static final class Collector {
        private final Optional<LabelDomain> declared;
        private final List<ScoredLabels.PredictedCells> columns;
        private final LabelIndex index = new LabelIndex();
        private final List<int[]> actual = new ArrayList<>();
        private final List<List<int[]>> predicted = new ArrayList<>();
        private final List<List<double[]>> scores = new ArrayList<>();
        private final WorstRows worst;
        private long skipped;

        Collector(DataTableSpec spec, Optional<LabelDomain> declared, List<ScoredLabels.PredictedCells> columns) {
            this.declared = declared;
            this.columns = columns;
            this.worst = new WorstRows(spec);
            for (var prediction : columns) {
                predicted.add(new ArrayList<>());
                scores.add(new ArrayList<>());
                prediction.scores().places().keySet().forEach(index::of);
            }
        }

        void skip() {
            skipped++;
        }

        void add(DataRow row, long place, Set<String> actualLabels, List<Set<String>> predictedLabels) {
            actual.add(indices(actualLabels));
            for (int i = 0; i < columns.size(); i++) {
                predicted.get(i).add(indices(predictedLabels.get(i)));
                scores.get(i).add(columns.get(i).scores().scores(row));
            }
            worst.add(row, place, actualLabels, predictedLabels.get(0));
        }

        private int[] indices(Set<String> labels) {
            return labels.stream().mapToInt(index::of).toArray();
        }

        ScoredRows build() {
            var labels = index.domain(declared);
            var actualSets = index.translate(actual, labels);
            var predictions = IntStream.range(0, columns.size())
                    .mapToObj(i -> new MultiLabelPrediction(
                            index.translate(predicted.get(i), labels),
                            columns.get(i).scores().inOrder(scores.get(i).toArray(double[][]::new), labels)))
                    .toList();
            return new ScoredRows(labels, actualSets, predictions, skipped, unscored(labels, actualSets), worst);
        }

        private List<String> unscored(LabelDomain labels, LabelSets actualSets) {
            var scored = columns.get(0).scores().places().keySet();
            int[] frequencies = actualSets.frequencies(labels.size());
            return scored.isEmpty()
                    ? List.of()
                    : IntStream.range(0, labels.size())
                            .filter(label -> frequencies[label] > 0)
                            .mapToObj(labels::name)
                            .filter(label -> !scored.contains(label))
                            .toList();
        }
    }
}
