package org.seqnet.knime.location;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import org.knime.core.node.ExecutionMonitor;
import org.seqnet.knime.execution.Cancellation;

/** Writes until the node is cancelled. */
final class CancellableOutput extends FilterOutputStream {
    private final ExecutionMonitor monitor;

    CancellableOutput(OutputStream out, ExecutionMonitor monitor) {
        super(out);
        this.monitor = monitor;
    }

    // Not the inherited one, which writes byte by byte.
    @Override
    public void write(byte[] source, int from, int length) throws IOException {
        if (Cancellation.requested(monitor)) {
            throw new InterruptedIOException("Writing was canceled.");
        }
        out.write(source, from, length);
    }
}
