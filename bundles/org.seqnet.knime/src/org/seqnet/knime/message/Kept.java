package org.seqnet.knime.message;

import java.io.IOException;
import org.knime.core.node.InvalidSettingsException;
import org.seqnet.engine.MalformedException;

/**
 * Reads back what a workflow keeps: ports, their specs, cells. It may be damaged as any file may be. KNIME loads a
 * workflow without what it cannot read if that ends in an {@link IOException}, and shows its message; all else it calls
 * unexpected.
 */
public final class Kept {
    /** Reads one thing. */
    @FunctionalInterface
    public interface Reading<T> {
        /** Does it. */
        T read() throws IOException, InvalidSettingsException;
    }

    private Kept() {}

    /**
     * Reads one thing.
     *
     * @param what what messages call it, such as {@code "The network at a port"}
     * @throws IOException if it is damaged; the message says what to do
     */
    public static <T> T read(String what, Reading<T> reading) throws IOException {
        try {
            return reading.read();
        } catch (MalformedException | InvalidSettingsException e) {
            throw damaged(what, e.getMessage(), e);
        } catch (IOException | RuntimeException e) {
            // KNIME's part of the reading wraps what ours says; else these are its own words, or Java's
            throw damaged(
                    what,
                    e.getCause() instanceof InvalidSettingsException ours
                            ? ours.getMessage()
                            : "The file is damaged or cannot be read.",
                    e);
        }
    }

    private static IOException damaged(String what, String reason, Exception cause) {
        return new IOException(what + " cannot be loaded. " + reason + " Execute the node again.", cause);
    }
}
