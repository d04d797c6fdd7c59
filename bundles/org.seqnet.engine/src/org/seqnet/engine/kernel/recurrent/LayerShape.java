package org.seqnet.engine.kernel.recurrent;

import org.seqnet.engine.network.Cell;

/** Size of one recurrent layer: {@code inputs} features a time step in, {@code units} hidden units out. */
public record LayerShape(Cell cell, int inputs, int units) {

    public LayerShape {
        if (inputs < 1 || units < 1) {
            throw new IllegalArgumentException("A recurrent layer needs at least one input and one unit, not " + inputs
                    + " inputs and " + units + " units.");
        }
    }

    /** Width of all gates side by side. */
    public int gates() {
        return Math.multiplyExact(cell.gates(), units);
    }

    /** Number of weights and biases. */
    public int parameterCount() {
        return Math.multiplyExact(inputs + units + 1, gates());
    }
}
