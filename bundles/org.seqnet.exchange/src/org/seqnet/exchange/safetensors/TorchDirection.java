package org.seqnet.exchange.safetensors;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.seqnet.engine.MalformedException;
import org.seqnet.engine.Quoted;
import org.seqnet.engine.network.Cell;
import org.seqnet.exchange.layout.RecurrentLayout;

/**
 * One direction of a recurrent layer of PyTorch. Its weights stand gate by gate: of an LSTM input gate, forget gate,
 * cell input and output gate, of a GRU reset gate, update gate and candidate. Each gate has a bias of the input and one
 * of the recurrent part, which the engine adds but for a GRU's candidate.
 */
record TorchDirection(
        StateDict dict,
        RecurrentLayout layout,
        Place inputWeight,
        Place recurrentWeight,
        Optional<Place> inputBias,
        Optional<Place> recurrentBias) {
    /**
     * Finds its tensors.
     *
     * @throws MalformedException if one is missing or has another shape than the layout asks for
     */
    static TorchDirection of(StateDict dict, RecurrentLayout layout, int layer, boolean reverse)
            throws MalformedException {
        int rows = layout.cell().gates() * layout.units();
        return new TorchDirection(
                dict,
                layout,
                dict.place(RecurrentName.INPUT_WEIGHT, layer, reverse, List.of(rows, layout.inputs())),
                dict.place(RecurrentName.RECURRENT_WEIGHT, layer, reverse, List.of(rows, layout.units())),
                bias(dict, RecurrentName.INPUT_BIAS, layer, reverse, rows),
                bias(dict, RecurrentName.RECURRENT_BIAS, layer, reverse, rows));
    }

    private static Optional<Place> bias(StateDict dict, String kind, int layer, boolean reverse, int rows)
            throws MalformedException {
        return dict.biases() ? Optional.of(dict.place(kind, layer, reverse, List.of(rows))) : Optional.empty();
    }

    /**
     * Copies its weights and biases.
     *
     * @param at where the direction's parameters begin
     * @throws MalformedException if a tensor has other than finite numbers of 32 bits, or two biases have no such sum
     */
    void copy(float[] parameters, int at) throws MalformedException {
        int units = layout.units();
        int inputs = layout.inputs();
        for (int gate = 0; gate < layout.cell().gates(); gate++) {
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
            copyBiases(inputBias.orElseThrow(), recurrentBias.orElseThrow(), parameters, at);
        }
    }

    private void copyBiases(Place ofInput, Place ofRecurrent, float[] parameters, int at) throws MalformedException {
        int gates = layout.cell().gates();
        int units = layout.units();
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
                    if (!Float.isFinite(parameters[first + unit])) {
                        throw new MalformedException(String.format(
                                Locale.ROOT,
                                "%s: the sum of tensors %s and %s at index %,d is not a finite number of 32 bits. "
                                        + "Save the network with smaller biases.",
                                dict.content().file(),
                                Quoted.of(ofInput.name()),
                                Quoted.of(ofRecurrent.name()),
                                row + unit));
                    }
                }
            }
        }
    }

    /** Returns which gate of PyTorch's is the engine's gate with this number. */
    private int theirs(int gate) {
        return layout.cell() == Cell.LSTM ? new int[] {2, 1, 3, 0}[gate] : gate;
    }
}
