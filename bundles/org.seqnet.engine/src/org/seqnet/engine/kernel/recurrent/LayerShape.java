package org.seqnet.engine.kernel.recurrent;

import java.util.List;
import org.seqnet.engine.network.Cell;

/** Size of one recurrent layer: {@code inputs} features a time step in, {@code units} hidden units out. */
public record LayerShape(Cell cell, int inputs, int units) {

    public LayerShape {
        if (inputs < 1 || units < 1) {
            throw new IllegalArgumentException("A recurrent layer needs at least one input and one unit, not " + inputs
                    + " inputs and " + units + " units.");
        }
    }

    /** Returns the weighted sums of a unit, in the order of their biases. */
    List<WeightedSum> sums() {
        return WeightedSum.of(cell);
    }

    /** Width of all gates side by side. */
    public int gates() {
        return Math.multiplyExact(cell.gates(), units);
    }

    /** Number of biases. */
    int biases() {
        return Math.multiplyExact(cell.biases(), units);
    }

    /** Number of weights and biases. */
    public int parameterCount() {
        return Math.addExact(Math.multiplyExact(inputs + units, gates()), biases());
    }
}
