package org.seqnet.engine.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;
import java.util.stream.IntStream;
import org.seqnet.engine.sequence.LabelSets;

/** How good a prediction of several labels is: counts of each label, and overall figures with intervals. */
public final class MultiLabelScore {
    private static final int SAMPLES = 1000;
    /** So many samples are drawn between two looks at whether to go on. */
    private static final int TOGETHER = 20;

    private final int rows;
    private final List<LabelCounts> labels;
    private final List<OptionalDouble> averagePrecisions;
    private final Map<MultiLabelMeasure, Double> ofTable;
    private final List<Map<MultiLabelMeasure, Double>> ofSamples;

    private MultiLabelScore(MultiLabelSamples samples, int rows, List<Map<MultiLabelMeasure, Double>> ofSamples) {
        var whole = RowSample.whole(rows);
        this.rows = rows;
        this.labels = samples.counts(whole).labels();
        this.averagePrecisions = samples.averagePrecisions();
        this.ofTable = samples.figures(whole);
        this.ofSamples = ofSamples;
    }

    /**
     * Scores a prediction.
     *
     * @param actual the labels that each row has
     * @param labels the number of labels, K; label indices are below it
     * @param cut how many labels of a row's ranking count in {@link MultiLabelMeasure#MEAN_AVERAGE_PRECISION_AT_K}
     * @param cancelled is asked before every {@value #TOGETHER} of the {@value #SAMPLES} samples
     * @param progress is told the share of the work that is done
     * @throws IllegalArgumentException if the prediction is for another number of rows
     * @throws CancellationException if {@code cancelled} says so
     */
    public static MultiLabelScore of(
            LabelSets actual,
            MultiLabelPrediction prediction,
            int labels,
            int cut,
            BooleanSupplier cancelled,
            DoubleConsumer progress) {
        int rows = actual.size();
        if (prediction.labels().size() != rows) {
            throw new IllegalArgumentException(
                    rows + " rows against " + prediction.labels().size() + ".");
        }
        var samples = new MultiLabelSamples(actual, prediction, labels, cut);
        var figures = new ArrayList<Map<MultiLabelMeasure, Double>>();
        while (figures.size() < SAMPLES) {
            if (cancelled.getAsBoolean()) {
                throw new CancellationException();
            }
            IntStream.range(figures.size(), figures.size() + TOGETHER)
                    .parallel()
                    .mapToObj(number -> samples.figures(RowSample.draw(rows, number)))
                    .forEachOrdered(figures::add);
            progress.accept((double) figures.size() / SAMPLES);
        }
        return new MultiLabelScore(samples, rows, List.copyOf(figures));
    }

    /** Returns the counts of each label. */
    public List<LabelCounts> labels() {
        return labels;
    }

    /** Returns the average precision of a label; empty if no row has it or there are no scores. */
    public OptionalDouble averagePrecision(int label) {
        return averagePrecisions.isEmpty() ? OptionalDouble.empty() : averagePrecisions.get(label);
    }

    /** Returns an overall figure; empty if it is undefined, or needs scores and there are none. */
    public Estimate overall(MultiLabelMeasure measure) {
        return Estimate.of(
                ofTable.get(measure),
                ofSamples.stream().mapToDouble(sample -> sample.get(measure)).toArray());
    }

    /**
     * Returns by how much an overall figure is larger than that of another prediction for the same rows. Both are
     * computed in the same samples, so that what makes rows hard for both does not widen the interval: if it does not
     * include 0, the difference is not due to the choice of rows.
     *
     * @throws IllegalArgumentException if the other prediction is for another number of rows
     */
    public Estimate difference(MultiLabelScore other, MultiLabelMeasure measure) {
        if (other.rows != rows) {
            throw new IllegalArgumentException(rows + " rows against " + other.rows + ".");
        }
        var differences = IntStream.range(0, SAMPLES)
                .mapToDouble(i ->
                        ofSamples.get(i).get(measure) - other.ofSamples.get(i).get(measure));
        return Estimate.of(ofTable.get(measure) - other.ofTable.get(measure), differences.toArray());
    }
}
