package org.seqnet.engine.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;
import java.util.stream.IntStream;

/** How good a prediction of one class for each row is: figures with intervals, curves, calibration. */
public final class ClassScore {
    /** The number of bootstrap samples. */
    public static final int MOST_SAMPLES = 1000;
    /** The number for the largest tables. */
    public static final int FEWEST_SAMPLES = 100;
    /** So many values are looked at in all samples together: a second or two. */
    private static final long WORK = 1_000_000_000;
    /** What a row costs in a sample beside its probabilities, measured in these. */
    private static final int PER_ROW = 4;
    /** So many samples are drawn between two looks at whether to go on. */
    private static final int TOGETHER = 20;

    private final ClassPrediction prediction;
    private final ClassSamples samples;
    private final ClassSamples.Figures ofTable;
    private final List<ClassSamples.Figures> ofSamples;

    private ClassScore(ClassPrediction prediction, ClassSamples samples, List<ClassSamples.Figures> ofSamples) {
        this.prediction = prediction;
        this.samples = samples;
        this.ofTable = samples.figures(RowSample.whole(prediction.rows()));
        this.ofSamples = ofSamples;
    }

    /**
     * Scores a prediction.
     *
     * @param cancelled is asked before every {@value #TOGETHER} samples
     * @param progress is told the share of the work that is done
     * @throws CancellationException if {@code cancelled} says so
     */
    public static ClassScore of(ClassPrediction prediction, BooleanSupplier cancelled, DoubleConsumer progress) {
        var samples = new ClassSamples(prediction);
        int count = samplesFor(prediction);
        var figures = new ArrayList<ClassSamples.Figures>();
        while (figures.size() < count) {
            if (cancelled.getAsBoolean()) {
                throw new CancellationException();
            }
            IntStream.range(figures.size(), Math.min(count, figures.size() + TOGETHER))
                    .parallel()
                    .mapToObj(number -> samples.figures(RowSample.draw(prediction.rows(), number)))
                    .forEachOrdered(figures::add);
            progress.accept((double) figures.size() / count);
        }
        return new ClassScore(prediction, samples, List.copyOf(figures));
    }

    /**
     * Returns the number of samples: {@value #MOST_SAMPLES}, but fewer for tables of more than a million values, and
     * not fewer than {@value #FEWEST_SAMPLES}.
     */
    static int samplesFor(ClassPrediction prediction) {
        long known =
                prediction.probabilities().stream().filter(Optional::isPresent).count();
        long values = Math.max(1, prediction.rows() * (PER_ROW + known));
        return (int) Math.max(FEWEST_SAMPLES, Math.min(MOST_SAMPLES, WORK / values));
    }

    /** Returns what was scored. */
    public ClassPrediction prediction() {
        return prediction;
    }

    /** Returns from how many samples the intervals are. */
    public int samples() {
        return ofSamples.size();
    }

    /** Returns an overall figure; empty if it is undefined, or needs probabilities that are not known. */
    public Estimate overall(ClassMeasure measure) {
        return Estimate.of(
                ofTable.overall().get(measure),
                ofSamples.stream()
                        .mapToDouble(sample -> sample.overall().get(measure))
                        .toArray());
    }

    /** Returns a figure of one class without its interval; NaN if it is undefined, or needs what is not known. */
    public double valueOfClass(int index, ClassFigure figure) {
        return ofTable.ofClass().get(figure)[index];
    }

    /** Returns a figure of one class; empty if it is undefined, or needs a probability that is not known. */
    public Estimate ofClass(int index, ClassFigure figure) {
        return Estimate.of(
                valueOfClass(index, figure),
                ofSamples.stream()
                        .mapToDouble(sample -> sample.ofClass().get(figure)[index])
                        .toArray());
    }

    /** Returns the share of rows of the most frequent class, which is the accuracy of guessing it; 0 without rows. */
    public double baseline() {
        var rows = new int[prediction.classes()];
        IntStream.of(prediction.actual()).forEach(actual -> rows[actual]++);
        return IntStream.of(rows).max().orElse(0) / (double) Math.max(1, prediction.rows());
    }

    /** Returns the curves of a class by its probabilities; empty if they are not known. */
    public Optional<ScoreCurve> curve(int index) {
        return prediction.probabilities().get(index).map(scores -> prediction.curve(index, scores));
    }

    /** Returns how confidence and accuracy compare; empty if the probabilities do not sum to 1. */
    public Optional<Calibration> calibration() {
        return samples.calibration();
    }
}
