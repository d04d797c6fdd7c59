package org.seqnet.engine.metrics;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.seqnet.engine.sequence.LabelSets;

/** Computes the figures of a prediction in samples of its rows; they are NaN where they are undefined or unknown. */
final class MultiLabelSamples {
    private final LabelSets actual;
    private final LabelSets predicted;
    private final LabelSets hits;
    private final int labels;
    /** The rows by the score of each label; empty if there are no scores. */
    private final List<LabelRanking> rankings;

    private final RowMean subsetAccuracy;
    private final RowMean hammingLoss;
    private final RowMean averagePrecisionAtK;

    MultiLabelSamples(LabelSets actual, MultiLabelPrediction prediction, int labels, int cut) {
        this.actual = actual;
        this.predicted = prediction.labels();
        this.hits = LabelSets.of(IntStream.range(0, actual.size())
                .mapToObj(row -> IntStream.of(actual.labels(row))
                        .filter(label -> predicted.has(row, label))
                        .toArray())
                .toList());
        this.labels = labels;
        this.rankings = prediction.scores().map(this::rank).orElse(List.of());
        this.subsetAccuracy = mean(row -> wrong(row) == 0 ? 1 : 0);
        this.hammingLoss = mean(row -> (double) wrong(row) / labels);
        this.averagePrecisionAtK = prediction
                .scores()
                .map(scores -> mean(row -> new RankedLabels(scores[row], actual.labels(row)).averagePrecision(cut)))
                .orElse(RowMean.UNKNOWN);
    }

    private List<LabelRanking> rank(double[][] scores) {
        return IntStream.range(0, labels)
                .parallel()
                .mapToObj(label ->
                        LabelRanking.of(actual.size(), row -> scores[row][label], row -> actual.has(row, label)))
                .toList();
    }

    private RowMean mean(IntToDoubleFunction figure) {
        return new RowMean(IntStream.range(0, actual.size()).mapToDouble(figure).toArray());
    }

    private int wrong(int row) {
        return actual.count(row) + predicted.count(row) - 2 * hits.count(row);
    }

    /** Returns the average precision of each label in the table itself; none without scores. */
    List<OptionalDouble> averagePrecisions() {
        var whole = RowSample.whole(actual.size());
        return rankings.stream()
                .map(ranking -> ranking.areas(whole).averagePrecision())
                .map(figure -> figure.isNaN() ? OptionalDouble.empty() : OptionalDouble.of(figure))
                .toList();
    }

    /** Returns the counts of each label in a sample. */
    MultiLabelCounts counts(RowSample sample) {
        long[] have = counts(actual, sample);
        long[] predictions = counts(predicted, sample);
        long[] both = counts(hits, sample);
        return new MultiLabelCounts(IntStream.range(0, labels)
                .mapToObj(label -> new LabelCounts(have[label], predictions[label], both[label]))
                .toList());
    }

    private long[] counts(LabelSets sets, RowSample sample) {
        var counts = new long[labels];
        for (int row = 0; row < sets.size(); row++) {
            int weight = sample.weights()[row];
            for (int i = 0; i < sets.count(row); i++) {
                counts[sets.label(row, i)] += weight;
            }
        }
        return counts;
    }

    /** Returns the overall figures in a sample. */
    Map<MultiLabelMeasure, Double> figures(RowSample sample) {
        var counts = counts(sample);
        var figures = new EnumMap<MultiLabelMeasure, Double>(MultiLabelMeasure.class);
        figures.put(MultiLabelMeasure.CLASS_PRECISION, counts.classPrecision().orElse(Double.NaN));
        figures.put(MultiLabelMeasure.CLASS_RECALL, counts.classRecall().orElse(Double.NaN));
        figures.put(MultiLabelMeasure.CLASS_F1, counts.classF1().orElse(Double.NaN));
        figures.put(
                MultiLabelMeasure.OVERALL_PRECISION,
                counts.overall().precision().orElse(Double.NaN));
        figures.put(MultiLabelMeasure.OVERALL_RECALL, counts.overall().recall().orElse(Double.NaN));
        figures.put(MultiLabelMeasure.OVERALL_F1, counts.overall().f1().orElse(Double.NaN));
        figures.put(MultiLabelMeasure.MEAN_AVERAGE_PRECISION, meanAveragePrecision(sample));
        figures.put(MultiLabelMeasure.MEAN_AVERAGE_PRECISION_AT_K, averagePrecisionAtK.of(sample));
        figures.put(MultiLabelMeasure.SUBSET_ACCURACY, subsetAccuracy.of(sample));
        figures.put(MultiLabelMeasure.HAMMING_LOSS, hammingLoss.of(sample));
        return figures;
    }

    private double meanAveragePrecision(RowSample sample) {
        return rankings.stream()
                .mapToDouble(ranking -> ranking.areas(sample).averagePrecision())
                .filter(figure -> !Double.isNaN(figure))
                .average()
                .orElse(Double.NaN);
    }
}
