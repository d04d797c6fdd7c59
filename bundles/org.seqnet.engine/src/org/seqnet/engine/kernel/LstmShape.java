package org.seqnet.engine.kernel;

/** Size of one LSTM layer: {@code inputs} features a time step in, {@code units} hidden units out. */
public record LstmShape(int inputs, int units) {

    public LstmShape {
        if (inputs < 1 || units < 1) {
            throw new IllegalArgumentException("An LSTM layer needs at least one input and one unit, not " + inputs
                    + " inputs and " + units + " units.");
        }
    }

    /** Width of the four gates side by side. */
    public int gates() {
        return Math.multiplyExact(4, units);
    }

    /** Number of weights and biases. */
    public int parameterCount() {
        return Math.multiplyExact(inputs + units + 1, gates());
    }
}
