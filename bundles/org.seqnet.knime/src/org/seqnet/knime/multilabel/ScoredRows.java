package org.seqnet.knime.multilabel;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.knime.core.data.DataTableSpec;
import org.seqnet.engine.metrics.MultiLabelPrediction;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.LabelSets;
import org.seqnet.knime.label.LabelIndex;
import org.seqnet.knime.label.TableRow;

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
                                + "and '%s' is actual. Select the column that was learned, or use the same label names "
                                + "as in "
                                + "training.")
                        .formatted(labels.name(predicted[0]), labels.name(occurring[0])));
    }

    /** Collects rows; for one thread. */
    static final class Collector {
        private final Optional<LabelDomain> declared;
        private final List<ScoredLabels.PredictedCells> columns;
        private final LabelIndex actual = new LabelIndex();
        private final List<LabelIndex> predicted;
        private final List<List<double[]>> scores;
        private final WorstRows worst;
        private long skipped;

        Collector(DataTableSpec spec, Optional<LabelDomain> declared, List<ScoredLabels.PredictedCells> columns) {
            this.declared = declared;
            this.columns = columns;
            this.predicted = columns.stream().map(each -> new LabelIndex()).toList();
            this.scores = columns.stream()
                    .<List<double[]>>map(each -> new ArrayList<>())
                    .toList();
            this.worst = new WorstRows(spec);
        }

        void skip() {
            skipped++;
        }

        void add(TableRow row, List<String> actualLabels, List<List<String>> predictedLabels) {
            actual.add(actualLabels);
            for (int i = 0; i < columns.size(); i++) {
                predicted.get(i).add(predictedLabels.get(i));
                scores.get(i).add(columns.get(i).scores().scores(row));
            }
            worst.add(row, actualLabels, predictedLabels.get(0));
        }

        ScoredRows build() {
            var labels = labels();
            var actualSets = actual.sets(labels);
            var predictions = IntStream.range(0, columns.size())
                    .mapToObj(i -> new MultiLabelPrediction(
                            predicted.get(i).sets(labels),
                            columns.get(i).scores().inOrder(takenScores(i), labels)))
                    .toList();
            return new ScoredRows(labels, actualSets, predictions, skipped, unscored(labels, actualSets), worst);
        }

        /** Returns the scores for a prediction, and keeps none: each row is released as soon as it is put in order. */
        private double[][] takenScores(int prediction) {
            var rows = scores.get(prediction).toArray(double[][]::new);
            scores.get(prediction).clear();
            return rows;
        }

        /** Returns first the labels that have columns, then other actual ones, then other predicted ones. */
        private LabelDomain labels() {
            var named = Stream.concat(
                            declared.stream().flatMap(domain -> domain.names().stream()),
                            columns.stream().flatMap(each -> each.scores().places().keySet().stream()))
                    .distinct()
                    .toList();
            var labels = actual.domain(Optional.of(new LabelDomain(named)));
            for (var index : predicted) {
                labels = index.domain(Optional.of(labels));
            }
            return labels;
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
