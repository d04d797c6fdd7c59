package org.seqnet.engine.network;

import java.util.function.Function;

/** The last layer, with what it is trained for: it makes the network's answer of the values of an {@link Encoder}. */
public sealed interface Head permits Classes {

    /** Returns what the function for its kind makes of it, as {@link Encoder#fold} does. */
    <T> T fold(Function<Classes, T> classes);

    /** Returns the number of values that it gives. */
    int outputs();

    /** Returns its layer, which reads this many values. */
    LayerSummary layer(int inputs);
}
