package org.seqnet.knime.scorer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.seqnet.engine.metrics.Calibration;
import org.seqnet.engine.metrics.ClassFigure;
import org.seqnet.engine.metrics.ClassMeasure;
import org.seqnet.engine.metrics.Estimate;
import org.seqnet.engine.metrics.PercentileInterval;
import org.seqnet.engine.metrics.ScoreCurve;
import org.seqnet.engine.metrics.ScoreInterval;
import org.seqnet.knime.view.JsonObject;

/** What the view of a scorer shows of measures with intervals, curves and calibration. */
final class MeasureView {
    /** As many lines as can be told apart. */
    static final int MOST_CURVES = 8;
    /** Of more classes, so many of the worst are drawn beside the mean of all. */
    static final int WORST_CURVES = 5;

    private static final int MOST_POINTS = 100;

    private MeasureView() {}

    static JsonObject of(ClassEvaluation evaluation) {
        var measures = evaluation.measures();
        return new JsonObject()
                .with("baseline", measures.baseline())
                .with("samples", measures.samples())
                .with("notes", evaluation.notes())
                .with(
                        "overall",
                        Stream.of(ClassMeasure.values())
                                .map(measure -> named(MeasureText.name(measure), measures.overall(measure))
                                        .with("meaning", MeasureText.meaning(measure))
                                        .with("share", MeasureText.isShare(measure)))
                                .toList())
                .with("positive", positive(evaluation))
                .with("curves", curves(evaluation))
                .with(
                        "calibration",
                        measures.calibration().stream()
                                .flatMap(calibration -> calibration.bins().stream())
                                .map(MeasureView::bin)
                                .toList());
    }

    private static JsonObject named(String name, Estimate estimate) {
        return new JsonObject()
                .with("name", name)
                .with("value", estimate.value())
                .with("lower", estimate.interval().map(PercentileInterval::lower))
                .with("upper", estimate.interval().map(PercentileInterval::upper));
    }

    private static Optional<JsonObject> positive(ClassEvaluation evaluation) {
        return evaluation.positive().stream()
                .mapToObj(index -> new JsonObject()
                        .withLabel("name", evaluation.name(index))
                        .with(
                                "figures",
                                Stream.of(ClassFigure.values())
                                        .map(figure -> named(
                                                MeasureText.name(figure),
                                                evaluation.measures().ofClass(index, figure)))
                                        .toList()))
                .findFirst();
    }

    private static JsonObject bin(Calibration.Bin bin) {
        var interval = ScoreInterval.of(bin.correct(), bin.rows());
        return new JsonObject()
                .with("confidence", bin.confidence())
                .with("accuracy", bin.accuracy())
                .with("lower", interval.lower())
                .with("upper", interval.upper())
                .with("rows", bin.rows());
    }

    /** The curves of a class that has both. */
    private record ClassCurve(int index, ScoreCurve curve, double roc, double averagePrecision) {}

    private static Optional<JsonObject> curves(ClassEvaluation evaluation) {
        var all = new ArrayList<ClassCurve>();
        for (int k = 0; k < evaluation.classes(); k++) {
            int index = k;
            evaluation
                    .measures()
                    .curve(k)
                    .filter(ScoreCurve::hasRoc)
                    .ifPresent(curve -> all.add(new ClassCurve(
                            index,
                            curve,
                            value(evaluation, index, ClassFigure.ROC_AREA),
                            value(evaluation, index, ClassFigure.AVERAGE_PRECISION))));
        }
        if (all.isEmpty()) {
            return Optional.empty();
        }
        var drawn = drawn(evaluation, all);
        return Optional.of(new JsonObject()
                .with("of", all.size())
                .with(
                        "classes",
                        drawn.stream().map(each -> curve(evaluation, each)).toList())
                .with("mean", drawn.size() < all.size() && all.size() > 2 ? mean(all) : null));
    }

    private static double value(ClassEvaluation evaluation, int index, ClassFigure figure) {
        return evaluation.measures().valueOfClass(index, figure);
    }

    private static List<ClassCurve> drawn(ClassEvaluation evaluation, List<ClassCurve> all) {
        Predicate<ClassCurve> isPositive = each ->
                evaluation.positive().isPresent() && evaluation.positive().getAsInt() == each.index;
        if (all.stream().anyMatch(isPositive)) {
            return all.stream().filter(isPositive).toList();
        }
        return all.size() <= MOST_CURVES
                ? all
                : all.stream()
                        .sorted(Comparator.comparingDouble(ClassCurve::averagePrecision))
                        .limit(WORST_CURVES)
                        .toList();
    }

    private static JsonObject curve(ClassEvaluation evaluation, ClassCurve each) {
        return new JsonObject()
                .withLabel("name", evaluation.name(each.index))
                .with("roc", points(each.curve.roc(MOST_POINTS)))
                .with("rocArea", each.roc)
                .with("precisionRecall", points(each.curve.precisionRecall(MOST_POINTS)))
                .with("averagePrecision", each.averagePrecision);
    }

    private static List<List<Double>> points(List<ScoreCurve.Point> points) {
        return points.stream().map(point -> List.of(point.x(), point.y())).toList();
    }

    /** Returns the means of all curves over the classes, at equal distances of x. */
    private static JsonObject mean(List<ClassCurve> all) {
        return new JsonObject()
                .with("roc", mean(all, ScoreCurve::recallAt))
                .with("precisionRecall", mean(all, ScoreCurve::precisionAt));
    }

    private static List<List<Double>> mean(List<ClassCurve> all, BiFunction<ScoreCurve, Double, Double> y) {
        return IntStream.rangeClosed(0, MOST_POINTS)
                .mapToObj(i -> (double) i / MOST_POINTS)
                .map(x -> List.of(
                        x,
                        all.stream()
                                .mapToDouble(each -> y.apply(each.curve, x))
                                .average()
                                .orElseThrow()))
                .toList();
    }
}
