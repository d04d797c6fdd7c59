package org.seqnet.exchange.recognition;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.seqnet.engine.network.Cell;
import org.seqnet.exchange.file.MalformedOnnxException;
import org.seqnet.exchange.file.TensorData;
import org.seqnet.exchange.recognition.Axis.Kind;
import org.seqnet.exchange.recognition.Content.Read;
import org.seqnet.exchange.recognition.Content.RecurrentLayer;
import org.seqnet.exchange.recognition.Content.RecurrentStack;
import org.seqnet.exchange.recognition.Content.State;
import org.seqnet.exchange.recognition.Content.States;
import org.seqnet.exchange.recognition.Content.Steps;
import org.seqnet.exchange.recognition.Value.Numbers;
import org.seqnet.exchange.recognition.Value.Signal;
import org.seqnet.exchange.recognition.Value.Uniform;

/** The operators {@code LSTM}, {@code GRU} and {@code RNN}. */
final class RecurrentOperators {
    private static final int BIASES = 3;
    private static final int LENGTHS = 4;
    private static final int FIRST_STATE = 5;
    private static final int PEEPHOLES = 7;

    private final GraphNode node;
    private final Cell cell;

    private RecurrentOperators(GraphNode node, Cell cell) {
        this.node = node;
        this.cell = cell;
    }

    /** Returns the outputs at all steps, the last outputs and, of an LSTM, nothing for its last cell states. */
    static List<Value> of(GraphNode node) throws MalformedOnnxException {
        return switch (node.operator()) {
            case "LSTM" -> new RecurrentOperators(node, Cell.LSTM).outputs();
            case "GRU" -> new RecurrentOperators(node, Cell.GRU).outputs();
            default -> new RecurrentOperators(node, simpleCell(node)).outputs();
        };
    }

    private static Cell simpleCell(GraphNode node) {
        var activations = node.texts("activations").orElse(List.of("tanh"));
        return activations.contains("relu") ? Cell.RNN_RELU : Cell.RNN_TANH;
    }

    private List<Value> outputs() throws MalformedOnnxException {
        boolean isBatchFirst = node.integer("layout", 0) == 1;
        var signal = node.signal(0);
        if (signal.axes().size() != 3) {
            throw node.fault(
                    "Its input must have three axes, but has %d.", signal.axes().size());
        }
        var time = signal.axes().get(isBatchFirst ? 1 : 0);
        var batch = signal.axes().get(isBatchFirst ? 0 : 1);
        var features = signal.axes().get(2);
        var below = stack(signal, time, batch, features);
        var layer = layer(features);
        requireSettings(layer.directions());
        var stack = below.and(layer);
        var directions = Axis.of(Kind.DIRECTION, layer.directions());
        var units = Axis.of(Kind.UNIT, layer.units());
        var states = new ArrayList<State>();
        for (int direction = 0; direction < layer.directions(); direction++) {
            states.add(new State(stack, direction));
        }
        return List.of(
                new Signal(
                        isBatchFirst
                                ? List.of(batch, time, directions, units)
                                : List.of(time, directions, batch, units),
                        new Steps(stack)),
                new Signal(
                        isBatchFirst ? List.of(batch, directions, units) : List.of(directions, batch, units),
                        new States(List.copyOf(states))),
                new Value.Refused(node.fault("The last cell states of an LSTM cannot be used.")));
    }

    private RecurrentStack stack(Signal signal, Axis time, Axis batch, Axis features) throws MalformedOnnxException {
        if (signal.content() instanceof Read read) {
            if (time.kind() == Kind.INPUT && batch.kind() == Kind.INPUT && features.kind() == Kind.INPUT) {
                return new RecurrentStack(read, time, batch, features, List.of());
            }
        } else if (signal.content() instanceof Steps steps) {
            var stack = steps.stack();
            if (time.equals(stack.time()) && batch.equals(stack.batch()) && features.kind() == Kind.UNIT) {
                return stack;
            }
        }
        throw node.fault("It must read the sequences, or all time steps of another recurrent layer.");
    }

    private RecurrentLayer layer(Axis features) throws MalformedOnnxException {
        var input = node.numbers(1);
        var recurrent = node.numbers(2);
        if (input.shape().size() != 3 || recurrent.shape().size() != 3) {
            throw node.fault("Its weights must have three axes.");
        }
        int directions = direction();
        long units = recurrent.shape().get(2);
        long rows = units * cell.gates();
        require("W", input, List.of((long) directions, rows, features.size()));
        require("R", recurrent, List.of((long) directions, rows, units));
        if (units < 1 || node.integer("hidden_size", units) != units) {
            throw node.fault(
                    "Its setting hidden_size is %d, but its weights have %d units.",
                    node.integer("hidden_size", units), units);
        }
        var biases = node.optionalNumbers(BIASES);
        if (biases.isPresent()) {
            require("B", biases.get(), List.of((long) directions, 2 * rows));
        }
        boolean resetsBefore = cell == Cell.GRU && node.integer("linear_before_reset", 0) == 0;
        var layer = new RecurrentLayer(
                node.title(),
                cell,
                (int) features.size(),
                (int) units,
                directions,
                input,
                recurrent,
                biases,
                resetsBefore);
        if (resetsBefore && !isDiagonal(layer)) {
            throw node.fault("Its setting linear_before_reset is 0: the reset gate is applied before the product with "
                    + "the weights. GRU layers here apply it behind, as PyTorch does, and Keras with "
                    + "reset_after=True.");
        }
        return layer;
    }

    /** Only if a unit's candidate has no weights of other units is it the same before and behind the product. */
    private static boolean isDiagonal(RecurrentLayer layer) {
        int units = layer.units();
        var weights = layer.recurrent();
        for (int direction = 0; direction < layer.directions(); direction++) {
            int first = (3 * direction + 2) * units * units;
            for (int k = 0; k < units * units; k++) {
                if (k / units != k % units && weights.at(first + k) != 0) {
                    return false;
                }
            }
        }
        return true;
    }

    private void require(String what, TensorData tensor, List<Long> shape) throws MalformedOnnxException {
        if (!tensor.shape().equals(shape)) {
            throw node.fault("Its weights %s have the shape %s; expected %s.", what, tensor.shape(), shape);
        }
    }

    private int direction() throws MalformedOnnxException {
        return switch (node.text("direction", "forward")) {
            case "forward" -> 1;
            case "bidirectional" -> 2;
            default -> throw node.fault("It reads sequences only backward; forward and both directions are supported.");
        };
    }

    private void requireSettings(int directions) throws MalformedOnnxException {
        var activations = node.texts("activations");
        var expected = Collections.nCopies(directions, activations()).stream()
                .flatMap(List::stream)
                .toList();
        if (activations.isPresent() && !activations.get().equals(expected)) {
            throw node.fault(
                    "Its activation functions are %s; only %s are supported.",
                    GraphNode.shown(activations.get()), expected);
        }
        if (node.has("clip") || node.has("activation_alpha") || node.has("activation_beta")) {
            throw node.fault("Clipping and parameters of activation functions are not supported.");
        }
        if (node.integer("input_forget", 0) != 0) {
            throw node.fault("Coupled input and forget gates are not supported.");
        }
        if (node.input(LENGTHS).isPresent()) {
            throw node.fault("Lengths of sequences as an input are not supported. Export the network without them.");
        }
        for (int i = FIRST_STATE; i < PEEPHOLES; i++) {
            if (node.input(i).isPresent() && !isZero(node.value(i))) {
                throw node.fault("Only states of 0 to begin with are supported.");
            }
        }
        if (node.input(PEEPHOLES).isPresent() && !isZero(node.value(PEEPHOLES))) {
            throw node.fault("Peephole connections are not supported.");
        }
    }

    private List<String> activations() {
        return switch (cell) {
            case LSTM -> List.of("sigmoid", "tanh", "tanh");
            case GRU -> List.of("sigmoid", "tanh");
            case RNN_TANH -> List.of("tanh");
            case RNN_RELU -> List.of("relu");
        };
    }

    private static boolean isZero(Value value) {
        if (value instanceof Numbers numbers) {
            for (int i = 0; i < numbers.data().size(); i++) {
                if (numbers.data().at(i) != 0) {
                    return false;
                }
            }
            return true;
        }
        return value instanceof Uniform uniform && uniform.number() == 0;
    }
}
