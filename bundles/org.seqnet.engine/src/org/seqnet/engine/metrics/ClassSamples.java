package org.seqnet.engine.metrics;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** Computes the figures of a prediction in samples of its rows; they are NaN where they are undefined or unknown. */
final class ClassSamples {
    private static final LabelRanking.Areas UNKNOWN = new LabelRanking.Areas(Double.NaN, Double.NaN);

    private final ClassPrediction prediction;
    private final ConfusionCells cells;
    /** The rows by the probability of each class that has any. */
    private final List<Optional<LabelRanking>> rankings;

    private final RowMean logLoss;
    private final RowMean brierScore;
    private final Optional<Calibration> calibration;

    ClassSamples(ClassPrediction prediction) {
        this.prediction = prediction;
        this.cells = ConfusionCells.of(prediction);
        this.rankings = IntStream.range(0, prediction.classes())
                .parallel()
                .mapToObj(k -> prediction.probabilities().get(k).map(scores -> prediction.ranking(k, scores)))
                .toList();
        boolean complete =
                prediction.hasProbabilities() && prediction.incomplete().isEmpty();
        this.logLoss = complete ? mean(prediction::logLoss) : RowMean.UNKNOWN;
        this.brierScore = complete ? mean(prediction::brierScore) : RowMean.UNKNOWN;
        this.calibration = complete
                ? Optional.of(Calibration.of(
                        prediction.rows(),
                        row -> prediction.probability(row, prediction.predicted()[row]),
                        row -> prediction.actual()[row] == prediction.predicted()[row]))
                : Optional.empty();
    }

    private RowMean mean(IntToDoubleFunction figure) {
        return new RowMean(
                IntStream.range(0, prediction.rows()).mapToDouble(figure).toArray());
    }

    Optional<Calibration> calibration() {
        return calibration;
    }

    /**
     * The figures of one sample.
     *
     * @param overall the overall figures
     * @param ofClass the figures of each class
     */
    record Figures(Map<ClassMeasure, Double> overall, Map<ClassFigure, double[]> ofClass) {}

    Figures figures(RowSample sample) {
        var counts = counts(sample);
        var areas = rankings.stream()
                .map(ranking -> ranking.map(each -> each.areas(sample)).orElse(UNKNOWN))
                .toList();
        var ofClass = new EnumMap<ClassFigure, double[]>(ClassFigure.class);
        ofClass.put(ClassFigure.PRECISION, each(counts.classes(), known(LabelCounts::precision)));
        ofClass.put(ClassFigure.RECALL, each(counts.classes(), known(LabelCounts::recall)));
        ofClass.put(ClassFigure.F1, each(counts.classes(), known(LabelCounts::f1)));
        ofClass.put(ClassFigure.ROC_AREA, each(areas, LabelRanking.Areas::roc));
        ofClass.put(ClassFigure.AVERAGE_PRECISION, each(areas, LabelRanking.Areas::averagePrecision));
        var overall = new EnumMap<ClassMeasure, Double>(ClassMeasure.class);
        overall.put(ClassMeasure.ACCURACY, counts.accuracy().orElse(Double.NaN));
        overall.put(ClassMeasure.BALANCED_ACCURACY, counts.balancedAccuracy().orElse(Double.NaN));
        overall.put(ClassMeasure.MACRO_F1, counts.macroF1().orElse(Double.NaN));
        overall.put(
                ClassMeasure.MATTHEWS_CORRELATION, counts.matthewsCorrelation().orElse(Double.NaN));
        overall.put(ClassMeasure.ROC_AREA, mean(ofClass.get(ClassFigure.ROC_AREA)));
        overall.put(ClassMeasure.AVERAGE_PRECISION, mean(ofClass.get(ClassFigure.AVERAGE_PRECISION)));
        overall.put(ClassMeasure.LOG_LOSS, logLoss.of(sample));
        overall.put(ClassMeasure.BRIER_SCORE, brierScore.of(sample));
        overall.put(
                ClassMeasure.CALIBRATION_ERROR,
                calibration.map(each -> each.error(sample)).orElse(Double.NaN));
        return new Figures(overall, ofClass);
    }

    /** Returns the counts of each class in a sample. */
    private ClassCounts counts(RowSample sample) {
        long[] rows = cells.rows(sample);
        int classes = prediction.classes();
        var actual = new long[classes];
        var predicted = new long[classes];
        var hits = new long[classes];
        for (int cell = 0; cell < rows.length; cell++) {
            int is = cells.actual(cell);
            int said = cells.predicted(cell);
            actual[is] += rows[cell];
            predicted[said] += rows[cell];
            hits[is] += is == said ? rows[cell] : 0;
        }
        return new ClassCounts(IntStream.range(0, classes)
                .mapToObj(k -> new LabelCounts(actual[k], predicted[k], hits[k]))
                .toList());
    }

    private static Function<LabelCounts, Double> known(Function<LabelCounts, OptionalDouble> figure) {
        return counts -> figure.apply(counts).orElse(Double.NaN);
    }

    private static <T> double[] each(List<T> classes, Function<T, Double> figure) {
        return classes.stream().mapToDouble(figure::apply).toArray();
    }

    private static double mean(double[] figures) {
        return Arrays.stream(figures)
                .filter(figure -> !Double.isNaN(figure))
                .average()
                .orElse(Double.NaN);
    }
}
