package org.seqnet.exchange.recognition;

import org.seqnet.engine.network.Cell;
import org.seqnet.exchange.file.MalformedOnnxException;
import org.seqnet.exchange.layout.RecurrentLayout;
import org.seqnet.exchange.recognition.Content.RecurrentLayer;

/** Brings the weights of a recurrent layer into the engine's order. */
final class RecurrentWeights {
    private final RecurrentLayer layer;
    private final RecurrentLayout layout;
    private final Parameters target;

    private RecurrentWeights(RecurrentLayer layer, Parameters target) {
        this.layer = layer;
        this.layout = new RecurrentLayout(layer.cell(), layer.inputs(), layer.units());
        this.target = target;
    }

    static void put(RecurrentLayer layer, Parameters target) throws MalformedOnnxException {
        if (layer.resetsBefore() && !isDiagonal(layer)) {
            throw target.fault(
                    layer.node(),
                    "Its setting linear_before_reset is 0: the reset gate is applied before the product with the "
                            + "weights. GRU layers here apply it behind, as PyTorch does, and Keras with "
                            + "reset_after=True.");
        }
        var weights = new RecurrentWeights(layer, target);
        for (int direction = 0; direction < layer.directions(); direction++) {
            weights.put(direction, target.reserve(weights.layout.size()));
        }
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

    private void put(int direction, int first) throws MalformedOnnxException {
        int units = layer.units();
        int inputs = layer.inputs();
        int gates = layer.cell().gates();
        for (int number = 0; number < gates; number++) {
            int gate = gate(layer.cell(), number);
            for (int unit = 0; unit < units; unit++) {
                int row = (direction * gates + number) * units + unit;
                target.put(first + layout.inputWeight(gate, unit, 0), layer.input(), row * inputs, inputs);
                target.put(first + layout.recurrentWeight(gate, unit, 0), layer.recurrent(), row * units, units);
                putBias(direction, number, unit, first);
            }
        }
    }

    /** Of the two biases of each gate, all but those of a GRU's candidate are one number here: their sum. */
    private void putBias(int direction, int number, int unit, int first) throws MalformedOnnxException {
        if (layer.biases().isEmpty()) {
            return;
        }
        int gates = layer.cell().gates();
        int at = (2 * direction * gates + number) * layer.units() + unit;
        double input = target.at(layer.biases().get(), at);
        double recurrent = target.at(layer.biases().get(), at + gates * layer.units());
        int gate = gate(layer.cell(), number);
        boolean isApart = layer.cell() == Cell.GRU && gate == 2 && !layer.resetsBefore();
        target.put(first + layout.bias(gate, unit), isApart ? input : input + recurrent);
        if (isApart) {
            target.put(first + layout.bias(3, unit), recurrent);
        }
    }

    /** Returns which of the engine's gates the one is that ONNX has at this place. */
    private static int gate(Cell cell, int number) {
        return switch (cell) {
            case LSTM -> new int[] {3, 2, 1, 0}[number];
            case GRU -> new int[] {1, 0, 2}[number];
            case RNN_TANH, RNN_RELU -> 0;
        };
    }
}
