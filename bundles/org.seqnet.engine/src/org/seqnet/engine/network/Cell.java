package org.seqnet.engine.network;

/** Names the recurrent cell that each layer repeats over the time steps. */
public enum Cell {
    /**
     * The long short-term memory cell without peepholes: four gates a unit.
     *
     * <p>Source: Hochreiter and Schmidhuber, 1997; forget gate by Gers et al., 2000.
     */
    LSTM("LSTM", "lstm", 4),

    /**
     * The simple recurrent cell: the tanh of one weighted sum of the input and all outputs of the step before.
     *
     * <p>Source: Elman, 1990.
     */
    RNN_TANH("tanh RNN", "rnn", 1),

    /**
     * The simple recurrent cell with the positive part in place of tanh; its gradients do not fade, but may explode.
     *
     * <p>Source: Le, Jaitly and Hinton, 2015, arXiv:1504.00941.
     */
    RNN_RELU("ReLU RNN", "rnn", 1),

    /**
     * The gated recurrent unit: a reset and an update gate and a candidate, three sums a unit, of which the candidate's
     * keeps the recurrent part and its bias apart, since the reset gate multiplies them after the product.
     *
     * <p>Source: Cho et al., 2014, arXiv:1406.1078; reset after the product as in cuDNN and in ONNX with
     * {@code linear_before_reset}.
     */
    GRU("GRU", "gru", 3);

    private final String title;
    private final String layerName;
    private final int gates;

    Cell(String title, String layerName, int gates) {
        this.title = title;
        this.layerName = layerName;
        this.gates = gates;
    }

    /** Returns the name as people write it. */
    public String title() {
        return title;
    }

    /** Returns how many weighted sums one unit takes a time step. */
    public int gates() {
        return gates;
    }

    /** Returns how many biases one unit has. */
    public int biases() {
        return this == GRU ? 4 : gates;
    }

    /** Says whether it has forget gates, whose start bias can be chosen. */
    public boolean hasForgetGates() {
        return this == LSTM;
    }

    /** Returns the name of the layer with this number, counted from 1, such as {@code lstm1}. */
    public String layerName(int number) {
        return layerName + number;
    }
}
