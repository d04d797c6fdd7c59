package org.seqnet.engine.network;

/** The last layer, with what it is trained for: it makes the network's answer of the values of an {@link Encoder}. */
public sealed interface Head permits Classes {

    /** Returns the number of values that it gives. */
    int outputs();

    /** Returns its layer, which reads this many values. */
    LayerSummary layer(int inputs);
}
