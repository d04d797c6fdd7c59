package org.seqnet.knime.scorer;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.seqnet.engine.metrics.ClassFigure;
import org.seqnet.engine.metrics.ConfusionMatrix;
import org.seqnet.knime.view.JsonObject;

/** What the view of a scorer shows. */
final class ScoreView {
    /** A heat map of more classes has cells too small to see. */
    static final int MOST_CLASSES_DRAWN = 150;
    /** A longer list of classes is cut; the node's table has all. */
    static final int MOST_CLASSES_LISTED = 1000;
    /** As many mixed-up pairs as one reads. */
    private static final int MOST_PAIRS = 12;

    private ScoreView() {}

    /** Returns the data of the view. */
    static JsonObject of(ClassEvaluation evaluation) {
        var score = evaluation.score();
        var matrix = score.matrix();
        int classes = matrix.domain().size();
        var drawings = score.mistakes().drawings();
        var view = new JsonObject()
                .with("view", "scores")
                .with("rows", matrix.total())
                .with("skipped", score.skipped())
                .with("correct", matrix.correct())
                .with("accuracy", matrix.accuracy())
                .with("error", matrix.error())
                .with("kappa", matrix.cohensKappa())
                .with("classCount", classes)
                .with("classes", classes(evaluation))
                .with("counts", classes <= MOST_CLASSES_DRAWN ? counts(matrix) : null)
                .with("pairs", pairs(matrix))
                .with("measures", MeasureView.of(evaluation))
                .with("selectable", true)
                .with(
                        "mistakes",
                        score.mistakes().mostConfident().stream()
                                .map(mistake -> drawings.add(mistake(mistake), mistake.tensor()))
                                .toList());
        return drawings.finish(view);
    }

    private static List<JsonObject> classes(ClassEvaluation evaluation) {
        var matrix = evaluation.score().matrix();
        return IntStream.range(0, Math.min(matrix.domain().size(), MOST_CLASSES_LISTED))
                .mapToObj(label -> {
                    var figures = matrix.statistics(label);
                    return new JsonObject()
                            .withLabel("name", matrix.domain().name(label))
                            .with("rows", figures.truePositives() + figures.falseNegatives())
                            .with("precision", figures.precision())
                            .with("recall", figures.recall())
                            .with("f", figures.fMeasure())
                            .with("rocArea", evaluation.measures().valueOfClass(label, ClassFigure.ROC_AREA))
                            .with(
                                    "averagePrecision",
                                    evaluation.measures().valueOfClass(label, ClassFigure.AVERAGE_PRECISION));
                })
                .toList();
    }

    static List<List<Long>> counts(ConfusionMatrix matrix) {
        int classes = matrix.domain().size();
        return IntStream.range(0, classes)
                .mapToObj(actual -> IntStream.range(0, classes)
                        .mapToObj(predicted -> matrix.count(actual, predicted))
                        .toList())
                .toList();
    }

    private record Pair(int actual, int predicted, long count) {}

    private static List<JsonObject> pairs(ConfusionMatrix matrix) {
        int classes = matrix.domain().size();
        return IntStream.range(0, classes)
                .boxed()
                .flatMap(actual -> IntStream.range(0, classes)
                        .filter(predicted -> predicted != actual && matrix.count(actual, predicted) > 0)
                        .mapToObj(predicted -> new Pair(actual, predicted, matrix.count(actual, predicted))))
                .sorted(Comparator.comparingLong(Pair::count).reversed())
                .limit(MOST_PAIRS)
                .map(pair -> new JsonObject()
                        .withLabel("actual", matrix.domain().name(pair.actual))
                        .withLabel("predicted", matrix.domain().name(pair.predicted))
                        .with("count", pair.count))
                .toList();
    }

    private static JsonObject mistake(Mistakes.Mistake mistake) {
        return new JsonObject()
                .withLabel("row", mistake.row())
                .withLabel("actual", mistake.actual())
                .withLabel("predicted", mistake.predicted())
                .with("confidence", mistake.confidence());
    }
}
