package org.seqnet.exchange.safetensors;

import java.util.List;
import org.seqnet.engine.MalformedException;
import org.seqnet.engine.network.Cell;
import org.seqnet.exchange.layout.RecurrentLayout;

/**
 * One direction of a recurrent layer of PyTorch. Its weights stand gate by gate: of an LSTM input gate, forget gate,
 * cell input and output gate, of a GRU reset gate, update gate and candidate. Each gate has a bias of the input and one
 * of the recurrent part, which the engine adds but for a GRU's candidate.
 */
record TorchDirection(StateDict dict, RecurrentLayout layout, int layer, boolean reverse) {
    /**
     * Copies its weights and biases.
     *
     * @param at where the direction's parameters begin
     * @throws MalformedException if a tensor is missing, has another shape or other than finite numbers of 32 bits
     */
    void copy(float[] parameters, int at) throws MalformedException {
        int gates = layout.cell().gates();
        int units = layout.units();
        int inputs = layout.inputs();
        var inputWeight = dict.place(RecurrentName.INPUT_WEIGHT, layer, reverse, List.of(gates * units, inputs));
        var recurrentWeight = dict.place(RecurrentName.RECURRENT_WEIGHT, layer, reverse, List.of(gates * units, units));
        for (int gate = 0; gate < gates; gate++) {
            int row = theirs(gate) * units;
            // of one gate, the rows stand one after another there and here
            dict.content()
                    .copy(inputWeight, row * inputs, parameters, at + layout.inputWeight(gate, 0, 0), units * inputs);
            dict.content()
                    .copy(
                            recurrentWeight,
                            row * units,
                            parameters,
                            at + layout.recurrentWeight(gate, 0, 0),
                            units * units);
        }
        if (dict.biases()) {
            copyBiases(parameters, at);
        }
    }

    private void copyBiases(float[] parameters, int at) throws MalformedException {
        int gates = layout.cell().gates();
        int units = layout.units();
        var ofInput = dict.place(RecurrentName.INPUT_BIAS, layer, reverse, List.of(gates * units));
        var ofRecurrent = dict.place(RecurrentName.RECURRENT_BIAS, layer, reverse, List.of(gates * units));
        var second = new float[units];
        for (int gate = 0; gate < gates; gate++) {
            int row = theirs(gate) * units;
            int first = at + layout.bias(gate, 0);
            dict.content().copy(ofInput, row, parameters, first, units);
            if (layout.cell() == Cell.GRU && gate == gates - 1) {
                dict.content().copy(ofRecurrent, row, parameters, at + layout.bias(gates, 0), units);
            } else {
                dict.content().copy(ofRecurrent, row, second, 0, units);
                for (int unit = 0; unit < units; unit++) {
                    parameters[first + unit] += second[unit];
                }
            }
        }
    }

    /** Returns which gate of PyTorch's is the engine's gate with this number. */
    private int theirs(int gate) {
        return layout.cell() == Cell.LSTM ? new int[] {2, 1, 3, 0}[gate] : gate;
    }
}
