package org.seqnet.exchange.export;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.ArrayList;
import java.util.List;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.LabelPath;
import org.seqnet.exchange.graph.Attributes;
import org.seqnet.exchange.graph.GraphDraft;
import org.seqnet.exchange.layout.RecurrentLayout;

/**
 * Draws label paths, as {@link LabelPath} defines them: of the network's own graph the step that begins a path, and
 * the graph of each further step. A search by these is no graph: docs/onnx.md describes it.
 */
final class PathGraph {
    private final GraphDraft draft;
    private final GraphDraft part;
    private final LabelPath path;
    private final int first;
    private final int size;
    private final int units;

    /** @param first where the head's parameters begin */
    PathGraph(GraphDraft draft, LabelPath path, int first) {
        this.draft = draft;
        this.part = draft.part("path");
        this.path = path;
        this.first = first;
        this.size = path.embeddingSize();
        this.units = path.hiddenUnits();
    }

    private RecurrentLayout cell() {
        return new RecurrentLayout(Cell.LSTM, size, units);
    }

    private int cellPlace() {
        return first + (path.count() + 2) * size;
    }

    private int jointPlace() {
        return cellPlace() + cell().size();
    }

    /** Draws the place of a sequence in the joint space, B I + b. */
    String place(int inputs, String summary) {
        return HeadGraph.linear(draft.part("image"), jointPlace() + units * size, inputs, size, summary);
    }

    /** Draws the first step, from the start on, with the outputs of the network's graph. */
    Void begin(String place) {
        draft.output("features", place, DataType.FLOAT, "batch", size);
        var table = table();
        var start = part.node("Gather", List.of(table, part.longs("start", path.count() + 1L)));
        var read = part.node("Expand", List.of(start, part.node("Shape", List.of(place))));
        step(table, place, read, List.of(), "");
        return null;
    }

    /** Draws a further step: the whole graph, inputs included. */
    void step() {
        var place = draft.input("features", DataType.FLOAT, "paths", size);
        var label = draft.input("label", DataType.INT64, "paths");
        var h = draft.input("h", DataType.FLOAT, "paths", units);
        var c = draft.input("c", DataType.FLOAT, "paths", units);
        var table = table();
        var state = List.of(unsqueezed(h), unsqueezed(c));
        step(table, place, part.node("Gather", List.of(table, label)), state, "next_");
    }

    private String table() {
        return part.rows("embeddings", row -> first + row * size, path.count() + 2L, size);
    }

    private String unsqueezed(String values) {
        return part.node("Unsqueeze", List.of(values, part.longs("axis", 0)));
    }

    private void step(String table, String place, String read, List<String> state, String prefix) {
        var before = new ArrayList<String>();
        if (!state.isEmpty()) {
            before.add("");
            before.addAll(state);
        }
        var cells = RecurrentGraph.cells(part.part("lstm"), cell(), cellPlace(), unsqueezed(read), before);
        var h = squeezed(cells.get(1));
        int joint = jointPlace();
        var weights = part.rows("joint", row -> joint + row * units, size, units);
        var sum = part.node("Gemm", List.of(h, weights, place), Attributes.of("transB", 1));
        var scored = part.node(
                "Slice",
                List.of(table, part.longs("from", 0), part.longs("to", path.count() + 1L), part.longs("axis", 0)));
        var scores = part.node("Gemm", List.of(part.node("Relu", List.of(sum)), scored), Attributes.of("transB", 1));
        var rows = prefix.isEmpty() ? "batch" : "paths";
        draft.output("scores", scores, DataType.FLOAT, rows, path.count() + 1);
        draft.output(prefix + "h", h, DataType.FLOAT, rows, units);
        draft.output(prefix + "c", squeezed(cells.get(2)), DataType.FLOAT, rows, units);
    }

    private String squeezed(String values) {
        return part.node("Squeeze", List.of(values, part.longs("axis", 0)));
    }
}
