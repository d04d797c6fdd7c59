package org.seqnet.engine.network;

/** Names the recurrent cell that each layer repeats over the time steps. */
public enum Cell {
    /**
     * The long short-term memory cell without peepholes: four gates a unit.
     *
     * <p>Source: Hochreiter and Schmidhuber, 1997; forget gate by Gers et al., 2000.
     */
    LSTM("LSTM", 4);

    private final String title;
    private final int gates;

    Cell(String title, int gates) {
        this.title = title;
        this.gates = gates;
    }

    /** Returns the name as people write it. */
    public String title() {
        return title;
    }

    /** Returns how many weighted sums one unit takes a time step. */
    int gates() {
        return gates;
    }
}
