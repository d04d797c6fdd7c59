package org.knime.core.node.streamable;

/** Computes a row of output for each row of input. */
public abstract class StreamableFunction extends StreamableOperator {

    /** For subclasses. */
    protected StreamableFunction() {}

    /** Is called after the last row. */
    public void finish() {}
}
