package org.seqnet.exchange.export;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Pooling;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.exchange.graph.Attributes;
import org.seqnet.exchange.graph.GraphDraft;
import org.seqnet.exchange.layout.RecurrentLayout;

/** Draws recurrent layers: ONNX's operators {@code LSTM}, {@code GRU} and {@code RNN}, one for each layer. */
final class RecurrentGraph {
    private static final int[] LSTM_GATES = {3, 2, 1, 0};
    private static final int[] GRU_GATES = {1, 0, 2};

    private final GraphDraft draft;
    private final Recurrent recurrent;
    private final Optional<String> lengths;

    private RecurrentGraph(GraphDraft draft, Recurrent recurrent, Optional<String> lengths) {
        this.draft = draft;
        this.recurrent = recurrent;
        this.lengths = lengths;
    }

    /** @param first where the encoder's parameters begin */
    static Encoded draw(GraphDraft draft, Recurrent recurrent, int first, Read read) {
        var lengths = read.lengths()
                .map(given -> draft.node("Cast", List.of(given), Attributes.of("to", DataType.INT32.getNumber())));
        return new RecurrentGraph(draft, recurrent, lengths).draw(first, read);
    }

    private Encoded draw(int first, Read read) {
        int at = first;
        int inputs = read.shape().features();
        var values = draft.node("Transpose", List.of(read.values()), Attributes.of("perm", 1L, 0L, 2L));
        List<String> outputs = List.of();
        for (int number = 1; number <= recurrent.layers(); number++) {
            var layout = new RecurrentLayout(recurrent.cell(), inputs, recurrent.hiddenUnits());
            var layer = draft.part(recurrent.cell().layerName(number));
            outputs = layer(layer, layout, at, 2, values, lengths.stream().toList());
            at += recurrent.directions() * layout.size();
            inputs = recurrent.outputs();
            // T x directions x N x units becomes T x N x (directions x units)
            values = rows(
                    layer, layer.node("Transpose", List.of(outputs.get(0)), Attributes.of("perm", 0L, 2L, 1L, 3L)));
        }
        var steps = draft.node("Transpose", List.of(values), Attributes.of("perm", 1L, 0L, 2L));
        var pooling = new PoolingGraph(draft.part("pooling"), read);
        var summary =
                switch (recurrent.pooling()) {
                    case LAST_STEP -> last(outputs.get(1));
                    case MEAN -> pooling.mean(steps);
                    case ATTENTION -> pooling.attention(steps, inputs, at);
                };
        return new Encoded(summary, Optional.of(steps));
    }

    /** Makes one dimension of the last two. */
    private static String rows(GraphDraft layer, String values) {
        return layer.node("Reshape", List.of(values, layer.longs("rows", 0, 0, -1)));
    }

    /** Makes N x (directions x units) of directions x N x units. */
    private String last(String outputs) {
        var rows = draft.node("Transpose", List.of(outputs), Attributes.of("perm", 1L, 0L, 2L));
        return draft.node("Reshape", List.of(rows, draft.longs("rows", 0, -1)));
    }

    /**
     * Draws one LSTM cell at one step.
     *
     * @param values 1 x N x inputs
     * @param before what the operator reads behind its biases: lengths, h and c, or nothing
     * @return its outputs, h and c
     */
    static List<String> cells(GraphDraft draft, RecurrentLayout layout, int first, String values, List<String> before) {
        var cell = new Recurrent(Cell.LSTM, 1, layout.units(), 0, 0, false, Pooling.LAST_STEP);
        return new RecurrentGraph(draft, cell, Optional.empty()).layer(draft, layout, first, 3, values, before);
    }

    private List<String> layer(
            GraphDraft layer, RecurrentLayout layout, int first, int outputs, String values, List<String> more) {
        int directions = recurrent.directions();
        int units = layout.units();
        int gates = layout.cell().gates();
        var inputWeights = layer.rows(
                "W",
                row -> direction(first, layout, row / (gates * units))
                        + layout.inputWeight(gate(row / units % gates), row % units, 0),
                directions,
                (long) gates * units,
                layout.inputs());
        var recurrentWeights = layer.rows(
                "R",
                row -> direction(first, layout, row / (gates * units))
                        + layout.recurrentWeight(gate(row / units % gates), row % units, 0),
                directions,
                (long) gates * units,
                units);
        var inputs = new ArrayList<>(List.of(values, inputWeights, recurrentWeights, biases(layer, layout, first)));
        inputs.addAll(more);
        return layer.nodes(operator(), outputs, inputs, attributes().toArray(new AttributeProto[0]));
    }

    private static int direction(int first, RecurrentLayout layout, int direction) {
        return first + direction * layout.size();
    }

    /** ONNX has a bias for the input and one for the recurrent part of each gate; of ours, most are 0 there. */
    private String biases(GraphDraft layer, RecurrentLayout layout, int first) {
        int directions = recurrent.directions();
        int units = layout.units();
        int gates = layout.cell().gates();
        var parts = new ArrayList<String>();
        parts.add(layer.weights(
                "Wb",
                k -> direction(first, layout, k / (gates * units)) + layout.bias(gate(k / units % gates), k % units),
                directions,
                (long) gates * units));
        int zeros = (layout.cell() == Cell.GRU ? gates - 1 : gates) * units;
        parts.add(layer.floats("zeros", new float[directions * zeros], directions, zeros));
        if (layout.cell() == Cell.GRU) {
            parts.add(layer.weights(
                    "Rb", k -> direction(first, layout, k / units) + layout.bias(gates, k % units), directions, units));
        }
        return layer.node("Concat", parts, Attributes.of("axis", 1));
    }

    /** Returns which of the engine's gates stands where ONNX has the gate with this number. */
    private int gate(int number) {
        return switch (recurrent.cell()) {
                // ONNX has input, output and forget gate and cell input, the engine the reverse but for the middle
            case LSTM -> LSTM_GATES[number];
            case GRU -> GRU_GATES[number];
            case RNN_TANH, RNN_RELU -> 0;
        };
    }

    private String operator() {
        return switch (recurrent.cell()) {
            case LSTM -> "LSTM";
            case GRU -> "GRU";
            case RNN_TANH, RNN_RELU -> "RNN";
        };
    }

    private List<AttributeProto> attributes() {
        var attributes = new ArrayList<AttributeProto>();
        attributes.add(Attributes.of("hidden_size", recurrent.hiddenUnits()));
        attributes.add(Attributes.of("direction", recurrent.bidirectional() ? "bidirectional" : "forward"));
        switch (recurrent.cell()) {
            case GRU -> attributes.add(Attributes.of("linear_before_reset", 1));
            case RNN_RELU -> attributes.add(
                    Attributes.of("activations", Collections.nCopies(recurrent.directions(), "Relu")));
            case LSTM, RNN_TANH -> {
                // as ONNX has it unless stated
            }
        }
        return attributes;
    }
}
