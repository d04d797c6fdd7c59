package org.seqnet.exchange.export;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.ArrayList;
import java.util.List;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.IndependentLabels;
import org.seqnet.engine.network.Standard;
import org.seqnet.engine.network.ValueLoss.Quantiles;
import org.seqnet.engine.network.Values;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.LabelType;
import org.seqnet.exchange.graph.Attributes;
import org.seqnet.exchange.graph.GraphDraft;

/** Draws the outputs of a graph: what a network, or the mean of several, answers in the words of its user. */
final class AnswerGraph {
    private final GraphDraft draft;
    private final GraphDraft answer;
    private final Architecture architecture;
    private final LabelDomain labels;

    /** @param draft of the whole network */
    AnswerGraph(GraphDraft draft, Architecture architecture, LabelDomain labels) {
        this.draft = draft;
        this.answer = draft.part("answer");
        this.architecture = architecture;
        this.labels = labels;
    }

    /**
     * Draws what becomes of the answer that {@link HeadGraph} gives, or the mean of several.
     *
     * @param first where the head's parameters begin
     * @param time the number of time steps, or their name
     * @param window what the graph of a forecast reads
     */
    void draw(String given, int first, Object time, WindowGraph window) {
        architecture
                .head()
                .fold(
                        classes -> labeled(calibrated(given, classes), "batch"),
                        independent -> labels(given, independent),
                        path -> new PathGraph(draft, path, first).begin(given),
                        values -> values(given, values, window),
                        steps -> labeled(given, "batch", time));
    }

    private String calibrated(String probabilities, Classes classes) {
        if (classes.temperature() == 1 || architecture.members() == 1) {
            return probabilities;
        }
        var logits = answer.node("Log", List.of(probabilities));
        return HeadGraph.softmax(answer, HeadGraph.tempered(answer, logits, classes));
    }

    /** Gives probabilities, and the label of the highest; of equal ones, the first. */
    private Void labeled(String probabilities, Object... shape) {
        var sizes = new ArrayList<Object>(List.of(shape));
        sizes.add(labels.size());
        draft.output("probabilities", probabilities, DataType.FLOAT, sizes.toArray());
        var best =
                answer.node("ArgMax", List.of(probabilities), Attributes.of("axis", -1), Attributes.of("keepdims", 0));
        boolean areNumbers = labels.type() == LabelType.INTEGER || labels.type() == LabelType.LONG;
        var names = areNumbers
                ? answer.longs(
                        "labels",
                        labels.names().stream().mapToLong(Long::parseLong).toArray())
                : answer.texts("labels", labels.names());
        draft.output(
                "label",
                answer.node("Gather", List.of(names, best)),
                areNumbers ? DataType.INT64 : DataType.STRING,
                shape);
        return null;
    }

    private Void labels(String probabilities, IndependentLabels independent) {
        int count = independent.labels();
        var thresholds = new float[count];
        for (int label = 0; label < count; label++) {
            thresholds[label] = independent.thresholds().get(label);
        }
        draft.output("probabilities", probabilities, DataType.FLOAT, "batch", count);
        var chosen =
                answer.node("GreaterOrEqual", List.of(probabilities, answer.floats("thresholds", thresholds, count)));
        draft.output("labels", chosen, DataType.BOOL, "batch", count);
        return null;
    }

    /** Gives N x steps ahead x targets x levels: the second of a forecast only, the last of quantiles only. */
    private Void values(String standardized, Values values, WindowGraph window) {
        int targets = values.standards().size();
        int levels = values.loss().outputs();
        int steps = values.width() / targets;
        // in double precision, as we have them: a mean may be large against the deviation
        var doubles = answer.node("Cast", List.of(standardized), Attributes.of("to", DataType.DOUBLE.getNumber()));
        var shaped = answer.node("Reshape", List.of(doubles, answer.longs("shape", 0, steps, targets, levels)));
        var scaled = answer.node("Mul", List.of(shaped, standards(values, "deviations")));
        var own = window.inOwnUnit(answer.node("Add", List.of(scaled, standards(values, "means"))), steps);
        var sizes = new ArrayList<Long>();
        if (values.forecast().isPresent()) {
            sizes.add((long) steps);
        }
        sizes.add((long) targets);
        if (values.loss() instanceof Quantiles) {
            sizes.add((long) levels);
        }
        var shape = new ArrayList<Object>(List.of("batch"));
        shape.addAll(sizes);
        sizes.add(0, 0L);
        var rows = sizes.stream().mapToLong(Long::longValue).toArray();
        var output = answer.node("Reshape", List.of(own, answer.longs("shape", rows)));
        draft.output("values", output, DataType.DOUBLE, shape.toArray());
        return null;
    }

    private String standards(Values values, String name) {
        var numbers = values.standards().stream()
                .mapToDouble(name.equals("means") ? Standard::mean : Standard::deviation)
                .toArray();
        return answer.doubles(name, numbers, numbers.length, 1);
    }
}
