package org.seqnet.knime.multilabel;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.seqnet.engine.metrics.CoOccurrences;
import org.seqnet.engine.metrics.Estimate;
import org.seqnet.engine.metrics.MultiLabelMeasure;
import org.seqnet.engine.metrics.PercentileInterval;
import org.seqnet.knime.view.JsonObject;

/** What the view of a scorer of several labels shows. */
final class MultiLabelView {
    /** Two heat maps of more labels have cells too small to see. */
    static final int MOST_LABELS_DRAWN = 30;
    /** A longer list of labels is cut; the node's table has all. */
    static final int MOST_LABELS_LISTED = 1000;
    /** A picture's caption is no place for more. */
    static final int MOST_LABELS_OF_A_ROW = 12;

    private MultiLabelView() {}

    /** Returns the data of the view; {@code comparedColumn} is the name of the second prediction, if there is one. */
    static JsonObject of(Evaluation evaluation, String predictedColumn, Optional<String> comparedColumn) {
        var rows = evaluation.rows();
        var drawings = rows.worst().drawings();
        var view = new JsonObject()
                .with("view", "multilabel")
                .with("rows", rows.actual().size())
                .with("skipped", rows.skipped())
                .withLabel("predicted", predictedColumn)
                .withLabel("compared", comparedColumn.orElse(""))
                .with("labelCount", rows.labels().size())
                .with(
                        "measures",
                        Stream.of(MultiLabelMeasure.values())
                                .map(measure -> measure(evaluation, measure))
                                .toList())
                .with("labels", labels(evaluation))
                .with("together", together(rows))
                .with("wrongRows", rows.worst().wrongRows())
                .with(
                        "worst",
                        rows.worst().worstFirst().stream()
                                .map(row -> drawings.add(worst(row), row.tensor()))
                                .toList());
        return drawings.finish(view);
    }

    private static JsonObject measure(Evaluation evaluation, MultiLabelMeasure measure) {
        return estimate(evaluation.score().overall(measure))
                .with("name", MeasureText.name(measure, evaluation.k()))
                .with("meaning", MeasureText.meaning(measure))
                .with("compared", evaluation.compared().map(second -> second.overall(measure)
                        .value()))
                .with("difference", evaluation.difference(measure).map(MultiLabelView::estimate));
    }

    private static JsonObject estimate(Estimate estimate) {
        return new JsonObject()
                .with("value", estimate.value())
                .with("lower", estimate.interval().map(PercentileInterval::lower))
                .with("upper", estimate.interval().map(PercentileInterval::upper));
    }

    private static List<JsonObject> labels(Evaluation evaluation) {
        var score = evaluation.score();
        return IntStream.range(0, Math.min(score.labels().size(), MOST_LABELS_LISTED))
                .mapToObj(label -> {
                    var counts = score.labels().get(label);
                    return new JsonObject()
                            .withLabel("name", evaluation.rows().labels().name(label))
                            .with("actual", counts.actual())
                            .with("predicted", counts.predicted())
                            .with("precision", counts.precision())
                            .with("recall", counts.recall())
                            .with("f", counts.f1())
                            .with("averagePrecision", score.averagePrecision(label));
                })
                .toList();
    }

    /** Returns how often the most frequent labels occur together, in truth and in prediction. */
    private static JsonObject together(ScoredRows rows) {
        int[] frequencies = rows.actual().frequencies(rows.labels().size());
        int[] predictions =
                rows.predictions().get(0).labels().frequencies(rows.labels().size());
        int[] chosen = IntStream.range(0, rows.labels().size())
                .filter(label -> frequencies[label] + predictions[label] > 0)
                .boxed()
                .sorted(Comparator.comparingInt((Integer label) -> frequencies[label] + predictions[label])
                        .reversed())
                .limit(MOST_LABELS_DRAWN)
                .mapToInt(label -> label)
                .sorted()
                .toArray();
        return new JsonObject()
                .with(
                        "labels",
                        Arrays.stream(chosen)
                                .mapToObj(label -> new JsonObject()
                                        .withLabel("name", rows.labels().name(label)))
                                .toList())
                .with("actual", counts(CoOccurrences.of(rows.actual(), chosen)))
                .with(
                        "predicted",
                        counts(CoOccurrences.of(rows.predictions().get(0).labels(), chosen)));
    }

    private static List<List<Long>> counts(long[][] matrix) {
        return Arrays.stream(matrix)
                .map(row -> Arrays.stream(row).boxed().toList())
                .toList();
    }

    private static JsonObject worst(WorstRows.WorstRow row) {
        return new JsonObject()
                .withLabel("row", row.row())
                .with("wrong", row.wrong())
                .with("correct", names(row.actual(), row.predicted()::contains))
                .with("missed", names(row.actual(), label -> !row.predicted().contains(label)))
                .with("invented", names(row.predicted(), label -> !row.actual().contains(label)));
    }

    /** Returns the first of those labels of a row that fit, and how many there are. */
    private static JsonObject names(List<String> labels, Predicate<String> fitting) {
        var names = labels.stream().filter(fitting).toList();
        return new JsonObject()
                .with("count", names.size())
                .with(
                        "labels",
                        names.stream()
                                .limit(MOST_LABELS_OF_A_ROW)
                                .map(name -> new JsonObject().withLabel("name", name))
                                .toList());
    }
}
