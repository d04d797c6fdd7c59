package org.seqnet.engine.network;

/** The last layer, with what it is trained for: it makes the network's answer of the values of an {@link Encoder}. */
public sealed interface Head permits Classes {

    /**
     * Does something else for each kind of head. Who does so has a method for each, or does not compile.
     *
     * @param <R> what comes of it
     */
    interface Visitor<R> {
        /** Takes a head that tells classes apart. */
        R classes(Classes classes);
    }

    /** Calls the method for this kind of head. */
    <R> R accept(Visitor<R> visitor);

    /** Returns the number of values that it gives. */
    int outputs();

    /** Returns its layer, which reads this many values. */
    LayerSummary layer(int inputs);
}
