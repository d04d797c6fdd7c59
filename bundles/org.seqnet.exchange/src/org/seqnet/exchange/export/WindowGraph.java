package org.seqnet.exchange.export;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.List;
import java.util.Optional;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.network.Forecast;
import org.seqnet.engine.network.Normalization;
import org.seqnet.engine.network.Normalization.Season;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.exchange.graph.Attributes;
import org.seqnet.exchange.graph.GraphDraft;

/**
 * Draws what a network that forecasts reads of raw windows, and what its numbers are in the targets' own units, as the
 * engine's {@code forecast} has it. Other networks read sequences as they are.
 */
final class WindowGraph {
    private static final double ROUNDING = 1e-9;

    private final GraphDraft draft;
    private final Optional<Forecast> forecast;
    private final SequenceShape read;
    private String past = "";
    private String offset = "";
    private String factor = "";

    /**
     * @param read the shape of what the network reads of windows
     * @throws SeqNetException if windows may be of any length, and need more than to be read as they are
     */
    WindowGraph(GraphDraft draft, Optional<Forecast> forecast, SequenceShape read) {
        this.draft = draft.part("window");
        this.forecast = forecast;
        this.read = read;
        if (!isWhole() && read.isAnyLength()) {
            throw new SeqNetException("A network that forecasts from windows of several lengths, with features known "
                    + "for the future or values related to each window, cannot be written in the ONNX format. Train "
                    + "it on windows of one length.");
        }
        if (!isWhole() && pastSteps() <= referenceSteps()) {
            throw new SeqNetException("The network reads %s of windows, none of them past.".formatted(read));
        }
    }

    private boolean isWhole() {
        return forecast.map(to -> to.known().isEmpty() && to.normalization().equals(Normalization.NONE))
                .orElse(true);
    }

    private Forecast forecast() {
        return forecast.orElseThrow();
    }

    /**
     * Returns the shape of the windows that the graph takes: the past steps and, if features are known for the future,
     * those that the network predicts at once.
     */
    SequenceShape taken() {
        return isWhole() ? read : new SequenceShape(timeSteps(), read.features());
    }

    private int timeSteps() {
        return read.timeSteps() + referenceSteps();
    }

    private int referenceSteps() {
        return forecast().normalization().referenceSteps();
    }

    private int pastSteps() {
        return timeSteps() - (forecast().known().isEmpty() ? 0 : forecast().stepsAtOnce());
    }

    /** Draws what is read of these windows. */
    String read(String windows) {
        if (isWhole()) {
            return windows;
        }
        boolean hasFuture = pastSteps() < timeSteps();
        past = hasFuture ? slice(windows, 0, pastSteps()) : windows;
        var future = Optional.of(windows).filter(any -> hasFuture).map(this::future);
        return forecast()
                .normalization()
                .fold(
                        none -> joined(past, future),
                        each -> {
                            standardize();
                            return related(joined(past, future), targetsOnly(offset, 0), targetsOnly(factor, 1));
                        },
                        season -> changes(season.steps(), future));
    }

    /** Of features whose future is not known, the last value that is not missing goes on. */
    private String future(String windows) {
        var ahead = slice(windows, pastSteps(), timeSteps());
        var last = slice(filled(past, 1), pastSteps() - 1, pastSteps());
        var known = new long[read.features()];
        known[known.length - 1] = 1;
        forecast().known().forEach(feature -> known[feature] = 1);
        return draft.node("Where", List.of(mask("known", known), ahead, last));
    }

    private String mask(String name, long[] features) {
        return cast(draft.longs(name, features), DataType.BOOL);
    }

    private String isTarget() {
        var targets = new long[read.features()];
        forecast().features().forEach(feature -> targets[feature] = 1);
        return mask("targets", targets);
    }

    private String joined(String before, Optional<String> after) {
        return after.map(behind -> draft.node("Concat", List.of(before, behind), Attributes.of("axis", 1)))
                .orElse(before);
    }

    private String cast(String values, DataType type) {
        return draft.node("Cast", List.of(values), Attributes.of("to", type.getNumber()));
    }

    private String number(double value) {
        return draft.doubles("number", new double[] {value});
    }

    private String slice(String values, int from, int to) {
        return draft.node(
                "Slice", List.of(values, draft.longs("from", from), draft.longs("to", to), draft.longs("axis", 1)));
    }

    /** Adds up the values of all past steps. */
    private String sum(String values) {
        return draft.node("ReduceSum", List.of(values, draft.longs("axis", 1)));
    }

    /** Takes numbers of the targets as they are, and the same number for all other features. */
    private String targetsOnly(String numbers, double other) {
        return draft.node("Where", List.of(isTarget(), numbers, number(other)));
    }

    /** Draws (values - offset) / factor. */
    private String related(String values, String offsets, String factors) {
        var differences = draft.node("Sub", List.of(cast(values, DataType.DOUBLE), offsets));
        return cast(draft.node("Div", List.of(differences, factors)), DataType.FLOAT);
    }

    /** Draws mean and standard deviation of the past values that are not missing. */
    private void standardize() {
        var missing = draft.node("IsNaN", List.of(past));
        var count = count(missing);
        var values = cast(past, DataType.DOUBLE);
        offset = draft.node("Div", List.of(sum(draft.node("Where", List.of(missing, number(0), values))), count));
        var differences = draft.node("Where", List.of(missing, number(0), draft.node("Sub", List.of(values, offset))));
        var squares = sum(draft.node("Mul", List.of(differences, differences)));
        var deviation = draft.node("Sqrt", List.of(draft.node("Div", List.of(squares, count))));
        var least = draft.node("Mul", List.of(draft.node("Abs", List.of(offset)), number(ROUNDING)));
        factor = draft.node("Where", List.of(draft.node("Greater", List.of(deviation, least)), deviation, number(1)));
    }

    /** Draws how many past values are not missing, or 1 if all are. */
    private String count(String missing) {
        return draft.node("Max", List.of(sum(draft.node("Where", List.of(missing, number(0), number(1)))), number(1)));
    }

    private String changes(int season, Optional<String> future) {
        var missing = draft.node("IsNaN", List.of(past));
        var sizes = draft.node("Abs", List.of(cast(past, DataType.DOUBLE)));
        var sum = sum(draft.node("Where", List.of(missing, number(0), sizes)));
        var mean = draft.node("Div", List.of(sum, count(missing)));
        factor = draft.node("Where", List.of(draft.node("Greater", List.of(sum, number(0))), mean, number(1)));
        var reference = filled(past, season);
        offset = cast(slice(reference, pastSteps() - season, pastSteps()), DataType.DOUBLE);
        var before = cast(slice(reference, 0, pastSteps() - season), DataType.DOUBLE);
        var changes = related(slice(past, season, pastSteps()), targetsOnly(before, 0), targetsOnly(factor, 1));
        // no change is known of the steps ahead
        return joined(
                changes,
                future.map(ahead ->
                        draft.node("Where", List.of(isTarget(), draft.floats("unknown", new float[1]), ahead))));
    }

    /**
     * Draws past values in which the last one that is not missing, whole periods before, stands in for each that is:
     * of those one period before, then two, then four.
     */
    private String filled(String values, int period) {
        var filled = values;
        for (long shift = period; shift < pastSteps(); shift *= 2) {
            var shifted = draft.node(
                    "Pad",
                    List.of(
                            slice(filled, 0, (int) (pastSteps() - shift)),
                            draft.longs("pads", 0, shift, 0, 0, 0, 0),
                            draft.floats("missing", new float[] {Float.NaN})));
            filled = draft.node("Where", List.of(draft.node("IsNaN", List.of(filled)), shifted, filled));
        }
        return filled;
    }

    /** @param values N x steps ahead x targets x levels, in double precision */
    String inOwnUnit(String values, int steps) {
        if (factor.isEmpty()) {
            return values;
        }
        var offsets = offset;
        if (forecast().normalization() instanceof Season season) {
            var places = new long[steps];
            for (int step = 0; step < steps; step++) {
                places[step] = step % season.steps();
            }
            offsets = draft.node("Gather", List.of(offset, draft.longs("steps", places)), Attributes.of("axis", 1));
        }
        return draft.node("Add", List.of(draft.node("Mul", List.of(values, ofTargets(factor))), ofTargets(offsets)));
    }

    private String ofTargets(String features) {
        var places =
                forecast().features().stream().mapToLong(Integer::longValue).toArray();
        var targets = draft.node("Gather", List.of(features, draft.longs("targets", places)), Attributes.of("axis", 2));
        return draft.node("Unsqueeze", List.of(targets, draft.longs("axis", 3)));
    }
}
