package org.seqnet.engine.network;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.sequence.TargetValues;
import org.seqnet.engine.sequence.TruthFacts;
import org.seqnet.engine.sequence.TruthFacts.Kind;

/**
 * The values of one or several targets, K; of a forecast, for each step ahead. A linear layer computes them
 * standardized, one after another: step after step, in it target after target, and of it one output for each level of a
 * quantile loss.
 *
 * @param standards how each target is standardized, at least one
 * @param loss what an error costs
 * @param forecast how they are a forecast; empty if they are not
 */
public record Values(List<Standard> standards, ValueLoss loss, Optional<Forecast> forecast) implements Head {
    /** The most outputs: more would be a mistyped horizon. */
    private static final int MOST_OUTPUTS = 1_000_000;

    /**
     * Checks the parts.
     *
     * @throws SeqNetException if there is no target, or a forecast has more or fewer, or there are too many outputs, or
     *     a recursive forecast is to have quantiles: they would be those around its own predictions, too narrow ones
     */
    public Values {
        standards = List.copyOf(standards);
        Objects.requireNonNull(loss, "loss");
        Ranges.requireCount("Targets", standards.size(), MOST_OUTPUTS);
        if (forecast.isPresent() && forecast.get().features().size() != standards.size()) {
            throw new SeqNetException("A forecast of %d targets has %d of them scaled."
                    .formatted(forecast.get().features().size(), standards.size()));
        }
        if (forecast.isPresent() && forecast.get().recursive() && loss instanceof ValueLoss.Quantiles) {
            throw new SeqNetException(
                    "A recursive forecast has no quantiles: it takes its own predictions for certain, "
                            + "so that intervals would be too narrow. Use a direct forecast, or another loss.");
        }
        long outputs = (long) standards.size() * stepsAtOnce(forecast) * loss.outputs();
        if (outputs > MOST_OUTPUTS) {
            throw new SeqNetException(String.format(
                    Locale.ROOT,
                    "Forecast horizon: %,d outputs are more than %,d. Use fewer steps, targets or quantiles.",
                    outputs,
                    MOST_OUTPUTS));
        }
    }

    /**
     * Returns the head for training values as it is before training: it standardizes by their means and deviations.
     *
     * @param targets how many targets there are
     */
    public static Values of(TargetValues training, int targets, ValueLoss loss, Optional<Forecast> forecast) {
        return of(TruthFacts.of(training, targets), loss, forecast);
    }

    private static Values of(TruthFacts training, ValueLoss loss, Optional<Forecast> forecast) {
        var targets = training.targets();
        return new Values(
                IntStream.range(0, targets.size())
                        .mapToObj(target -> Standard.of(targets.get(target), target))
                        .toList(),
                loss,
                forecast);
    }

    @Override
    public Values taught(TruthFacts training) {
        requireLearnable(training);
        return of(training, loss, forecast);
    }

    private static int stepsAtOnce(Optional<Forecast> forecast) {
        return forecast.map(Forecast::stepsAtOnce).orElse(1);
    }

    /** Returns the number of values that it computes for a sequence. */
    public int width() {
        return standards.size() * stepsAtOnce(forecast);
    }

    /** Returns the loss of a sequence, the mean over its values; one that is not known costs nothing. */
    public double rowLoss(float[] outputs, TargetValues truth, int sequence) {
        double sum = 0;
        for (int value = 0; value < width(); value++) {
            double actual = standard(value).standardized(truth.get(sequence, value));
            if (!Double.isNaN(actual)) {
                sum += loss.of(outputs, value * loss.outputs(), actual);
            }
        }
        return sum / width();
    }

    /**
     * Returns by how much the prediction of a value is off, in its own unit.
     *
     * @param output the one that is its prediction
     */
    public double error(float output, TargetValues truth, int sequence, int value) {
        var standard = standard(value);
        double standardized = output - standard.standardized(truth.get(sequence, value));
        // neither offset is added: large ones would leave few digits to the difference
        return standardized * standard.deviation() * truth.factor(sequence, value);
    }

    /**
     * Returns what the errors of the first so many sequences come to.
     *
     * @param errors sequences x width, as {@link #error} gives them
     */
    public ValueErrors errors(TargetValues truth, int sequences, double[] errors) {
        int width = width();
        return ValueErrors.of(
                standards.size(),
                sequences * width,
                i -> truth.inOwnUnit(truth.get(i / width, i % width), i / width, i % width),
                i -> errors[i]);
    }

    /** Returns which output is the prediction of a value. */
    public int point(int value) {
        return value * loss.outputs() + loss.point();
    }

    /** Returns how the target of a value is standardized. */
    public Standard standard(int value) {
        return standards.get(value % standards.size());
    }

    @Override
    public <T> T fold(
            Function<Classes, T> classes,
            Function<IndependentLabels, T> independentLabels,
            Function<LabelPath, T> labelPath,
            Function<Values, T> values,
            Function<StepClasses, T> stepClasses) {
        return values.apply(this);
    }

    @Override
    public int labels() {
        return standards.size();
    }

    @Override
    public int outputs() {
        return width() * loss.outputs();
    }

    @Override
    public List<LayerSummary> layers(int inputs) {
        return List.of(
                new LayerSummary("output", "linear, " + loss.title(), inputs, outputs(), outputs() * (inputs + 1L)));
    }

    @Override
    public List<ParameterBlock> parameters(int inputs) {
        return List.of(ParameterBlock.weights((long) inputs * outputs()), ParameterBlock.biases(outputs()));
    }

    @Override
    public long operations(int inputs) {
        return 2L * inputs * outputs();
    }

    @Override
    public String title(String encoder) {
        return encoder + ", " + task();
    }

    private String task() {
        return forecast.map(to ->
                        "%s forecast of %d steps".formatted(to.recursive() ? "recursive" : "direct", to.horizon()))
                .orElse("regression");
    }

    @Override
    public void requireFor(SequenceShape input) {
        forecast.ifPresent(to -> to.requireFor(input));
    }

    @Override
    public void requireLearnable(TruthFacts training) {
        if (training.kind() != Kind.VALUES || training.width() != width()) {
            throw new SeqNetException(
                    "Regression requires %d numeric target values for each training sequence.".formatted(width()));
        }
        if (training.labeled() == 0) {
            throw new SeqNetException("None of the training sequences has a target value. At least one must have one.");
        }
    }

    @Override
    public void requireWeightsOf(Head network) {
        if (!(network instanceof Values values)) {
            throw new SeqNetException(
                    "The network to resume %s; the settings specify numeric targets.".formatted(network.purpose()));
        }
        if (!values.loss.equals(loss)) {
            throw new SeqNetException("The network to resume has the loss '%s'; the settings specify '%s'."
                    .formatted(values.loss.title(), loss.title()));
        }
        if (!values.task().equals(task())) {
            throw new SeqNetException(
                    "The network to resume is a %s; the settings specify a %s.".formatted(values.task(), task()));
        }
        if (!values.forecast.equals(forecast)) {
            throw new SeqNetException(
                    "The network to resume forecasts from other columns of its windows, or normalizes "
                            + "them otherwise, than the settings specify. Prepare the windows as for that network.");
        }
    }

    @Override
    public String purpose() {
        return forecast.isPresent() ? "forecasts values" : "predicts numeric values";
    }
}
