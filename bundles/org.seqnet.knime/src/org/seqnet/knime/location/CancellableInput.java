package org.seqnet.knime.location;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import org.knime.core.node.ExecutionMonitor;
import org.seqnet.knime.execution.Cancellation;

/** Reads until the node is cancelled. */
public final class CancellableInput extends FilterInputStream {
    private final ExecutionMonitor monitor;

    /** Makes one that closes the given stream with itself. */
    public CancellableInput(InputStream in, ExecutionMonitor monitor) {
        super(in);
        this.monitor = monitor;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        if (Cancellation.requested(monitor)) {
            throw new InterruptedIOException("Reading was canceled.");
        }
        return super.read(target, from, length);
    }
}
