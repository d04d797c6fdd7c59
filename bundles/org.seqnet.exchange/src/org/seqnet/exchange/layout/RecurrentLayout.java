package org.seqnet.exchange.layout;

import org.seqnet.engine.network.Cell;

/**
 * Where the parameters of one direction of a recurrent layer stand, counted from its first, as
 * {@link org.seqnet.engine.trained.TrainedNetwork} orders them: its input weights, its recurrent weights and its
 * biases. Gates are counted in the engine's order: of an LSTM cell input, forget, output and input gate; of a GRU
 * reset, update and candidate.
 *
 * @param inputs how many values it reads at a step
 * @param units its hidden units
 */
public record RecurrentLayout(Cell cell, int inputs, int units) {

    /** Returns where the weight from one input to one unit's gate stands. */
    public int inputWeight(int gate, int unit, int input) {
        return (gate * units + unit) * inputs + input;
    }

    /** Returns where the weight from another unit's output to one unit's gate stands. */
    public int recurrentWeight(int gate, int unit, int from) {
        return cell.gates() * units * inputs + (gate * units + unit) * units + from;
    }

    /**
     * Returns where the bias of one unit's gate stands; gate 3 of a GRU is the second bias of its candidate, which the
     * reset gate multiplies.
     */
    public int bias(int gate, int unit) {
        return cell.gates() * units * (inputs + units) + gate * units + unit;
    }

    /** Returns how many parameters there are. */
    public int size() {
        return cell.gates() * units * (inputs + units) + cell.biases() * units;
    }
}
