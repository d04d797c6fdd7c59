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
        var weights = new RecurrentWeights(layer, target);
        for (int direction = 0; direction < layer.directions(); direction++) {
            weights.put(direction, target.reserve(weights.layout.size()));
        }
    }

    private void put(int direction, int first) throws MalformedOnnxException {
        int units = layer.units();
        int inputs = layer.inputs();
        int gates = layer.cell().gates();
        for (int number = 0; number < gates; number++) {
            int gate = gate(layer.cell(), number);
            for (int unit = 0; unit < units; unit++) {
                int row = (direction * gates + number) * units + unit;
                for (int i = 0; i < inputs; i++) {
                    target.put(first + layout.inputWeight(gate, unit, i), target.at(layer.input(), row * inputs + i));
                }
                for (int i = 0; i < units; i++) {
                    target.put(
                            first + layout.recurrentWeight(gate, unit, i),
                            target.at(layer.recurrent(), row * units + i));
                }
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
