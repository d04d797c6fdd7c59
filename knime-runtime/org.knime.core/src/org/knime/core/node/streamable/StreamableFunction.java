package org.knime.core.node.streamable;

import org.knime.core.data.DataRow;
import org.knime.core.node.ExecutionContext;

/** Computes a row of output for each row of input. */
public abstract class StreamableFunction extends StreamableOperator {

    /** For subclasses. */
    protected StreamableFunction() {}

    @Override
    public void runFinal(final PortInput[] inputs, final PortOutput[] outputs, final ExecutionContext ctx)
            throws Exception {
        throw new UnsupportedOperationException("The embedded KNIME runtime does not stream.");
    }

    /** Is called before the first row. */
    public void init(final ExecutionContext ctx) throws Exception {}

    /** Returns a row of output. */
    public DataRow compute(final DataRow input) throws Exception {
        throw new UnsupportedOperationException(getClass() + " implements neither of the compute methods.");
    }

    /** Returns a row of output. */
    public DataRow compute(final DataRow input, final long rowIndex) throws Exception {
        return compute(input);
    }

    /** Is called after the last row. */
    public void finish() {}
}
