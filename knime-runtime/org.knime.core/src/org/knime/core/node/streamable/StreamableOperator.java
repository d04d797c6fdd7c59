package org.knime.core.node.streamable;

import org.knime.core.node.ExecutionContext;

/** Computes a node's output while its input is still growing. The embedded runtime never calls it. */
public abstract class StreamableOperator {

    /** Computes the output. */
    public abstract void runFinal(final PortInput[] inputs, final PortOutput[] outputs, final ExecutionContext exec)
            throws Exception;
}
