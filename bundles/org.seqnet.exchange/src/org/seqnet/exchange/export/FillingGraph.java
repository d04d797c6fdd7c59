package org.seqnet.exchange.export;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.List;
import org.seqnet.exchange.graph.Attributes;
import org.seqnet.exchange.graph.GraphDraft;

/**
 * Draws what fills in missing values from those beside them, each feature by itself. A feature without any value in a
 * sequence stays without.
 */
final class FillingGraph {
    private static final int TIME = 1;

    private final GraphDraft draft;
    private final Read read;
    /** The numbers of the time steps, T x 1. */
    private final String steps;
    /** For each step and feature the last step up to it that has a value, N x T x F; -1 if there is none. */
    private final String before;
    /** The first one from it on; -1 if there is none. */
    private final String after;

    FillingGraph(GraphDraft draft, Read read) {
        this.draft = draft;
        this.read = read;
        this.steps = draft.node("Unsqueeze", List.of(StepMask.steps(draft, read), draft.longs("axis", 1)));
        var known = known();
        this.before = nearest("before", known, 0);
        this.after = nearest("after", known, 1);
    }

    /** Each step's own number, -1 where its value is missing or behind the end. */
    private String known() {
        var none = draft.longs("none", -1);
        var missing = draft.node("IsNaN", List.of(read.values()));
        var present = draft.node("Where", List.of(missing, none, steps));
        return StepMask.ofSteps(draft, read)
                .map(mask -> draft.node("Where", List.of(mask.present(), present, none)))
                .orElse(present);
    }

    /** @param direction 0 to go from the first step to the last, 1 to go back */
    private String nearest(String name, String known, long direction) {
        var part = draft.part(name);
        var begin = part.longs("begin", new long[] {-direction}, new long[0]);
        var first = part.node("Gather", List.of(known, begin), Attributes.of("axis", TIME));
        var body = part.body("step");
        int features = read.shape().features();
        var last = body.input("last", DataType.INT64, "batch", features);
        var own = body.input("own", DataType.INT64, "batch", features);
        var isMissing = body.node("Less", List.of(own, body.longs("zero", 0)));
        var next = body.node("Where", List.of(isMissing, last, own));
        body.output(next, DataType.INT64, "batch", features);
        body.output(body.node("Identity", List.of(next)), DataType.INT64, "batch", features);
        return part.nodes(
                        "Scan",
                        2,
                        List.of(first, known),
                        Attributes.of("body", body.graph()),
                        Attributes.of("num_scan_inputs", 1),
                        Attributes.of("scan_input_axes", new long[] {TIME}),
                        Attributes.of("scan_output_axes", new long[] {TIME}),
                        Attributes.of("scan_input_directions", new long[] {direction}),
                        Attributes.of("scan_output_directions", new long[] {direction}))
                .get(1);
    }

    /** Draws the last values; before the first one, the first. */
    String previous() {
        return values(orElse(before, after));
    }

    /** Draws the lines between the values before and after; outside of them, the nearest. */
    String linear() {
        var left = orElse(before, after);
        var right = orElse(after, before);
        // where there is but one value, the line is flat and any share of it will do
        var width = draft.node("Max", List.of(draft.node("Sub", List.of(right, left)), draft.longs("one", 1)));
        var share = draft.node("Div", List.of(doubles(draft.node("Sub", List.of(steps, left))), doubles(width)));
        var start = doubles(values(left));
        var rise = draft.node("Sub", List.of(doubles(values(right)), start));
        var line = draft.node("Add", List.of(start, draft.node("Mul", List.of(share, rise))));
        return draft.node("Cast", List.of(line), Attributes.of("to", DataType.FLOAT.getNumber()));
    }

    private String orElse(String nearest, String other) {
        var none = draft.node("Less", List.of(nearest, draft.longs("zero", 0)));
        return draft.node("Where", List.of(none, other, nearest));
    }

    /** Draws the values at these steps; without any, that of the first step, which is missing then. */
    private String values(String at) {
        var within = draft.node("Max", List.of(at, draft.longs("zero", 0)));
        return draft.node("GatherElements", List.of(read.values(), within), Attributes.of("axis", TIME));
    }

    private String doubles(String values) {
        return draft.node("Cast", List.of(values), Attributes.of("to", DataType.DOUBLE.getNumber()));
    }
}
