package org.seqnet.knime.scorer;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.seqnet.engine.metrics.ConfusionMatrix;
import org.seqnet.engine.metrics.Segment;
import org.seqnet.engine.metrics.SegmentScore;
import org.seqnet.knime.view.JsonObject;

/** What the view of a scorer of labels per time step shows. */
final class StepScoreView {
    /** As many sequences as one looks through. */
    static final int MOST_SEQUENCES = 30;
    /** As many steps as a screen has room for. */
    static final int MOST_STEPS = 1000;

    private StepScoreView() {}

    /** Returns the data of the view. */
    static JsonObject of(StepSequences.Counted counted) {
        var matrix = counted.matrix();
        int classes = matrix.domain().size();
        return new JsonObject()
                .with("view", "steps")
                .with("sequences", counted.sequences().size())
                .with("skippedSequences", counted.skippedSequences())
                .with("skippedSteps", counted.skippedSteps())
                .with("rows", matrix.total())
                .with("correct", matrix.correct())
                .with("accuracy", matrix.accuracy())
                .with("kappa", matrix.cohensKappa())
                .with("editScore", counted.segments().editScore())
                .with("segments", segments(counted.segments()))
                .with("classCount", classes)
                .with("classes", classes(matrix))
                .with("counts", classes <= ScoreView.MOST_CLASSES_DRAWN ? ScoreView.counts(matrix) : null)
                .with(
                        "timelines",
                        counted.sequences().stream()
                                .limit(MOST_SEQUENCES)
                                .map(StepScoreView::timeline)
                                .toList());
    }

    private static List<JsonObject> segments(SegmentScore score) {
        return IntStream.range(0, SegmentScore.THRESHOLDS.size())
                .mapToObj(i -> new JsonObject()
                        .with("threshold", SegmentScore.THRESHOLDS.get(i))
                        .with("precision", score.overall(i).precision())
                        .with("recall", score.overall(i).recall())
                        .with("f", score.overall(i).f1()))
                .toList();
    }

    private static List<JsonObject> classes(ConfusionMatrix matrix) {
        return IntStream.range(0, Math.min(matrix.domain().size(), ScoreView.MOST_CLASSES_LISTED))
                .mapToObj(label -> {
                    var figures = matrix.statistics(label);
                    return new JsonObject()
                            .withLabel("name", matrix.domain().name(label))
                            .with("rows", figures.truePositives() + figures.falseNegatives())
                            .with("precision", figures.precision())
                            .with("recall", figures.recall())
                            .with("f", figures.fMeasure());
                })
                .toList();
    }

    private static JsonObject timeline(StepSequences.Sequence sequence) {
        int shown = Math.min(sequence.actual().length, MOST_STEPS);
        return new JsonObject()
                .withLabel("row", sequence.name())
                .with("steps", sequence.actual().length)
                .with("shown", shown)
                .with("actual", runs(sequence.actual(), shown))
                .with("predicted", runs(sequence.predicted(), shown));
    }

    /** Returns class, first step and end of each segment, one after another. */
    private static List<Integer> runs(int[] labels, int shown) {
        var runs = new ArrayList<Integer>();
        for (var segment : Segment.of(IntStream.of(labels).limit(shown).toArray())) {
            runs.addAll(List.of(segment.label(), segment.from(), segment.to()));
        }
        return runs;
    }
}
