package org.seqnet.knime;

import java.io.IOException;
import org.knime.core.node.InvalidSettingsException;

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
        } catch (IOException | InvalidSettingsException e) {
            throw damaged(what, e.getCause() instanceof InvalidSettingsException cause ? cause : e);
        } catch (RuntimeException e) {
            // KNIME's part of the reading and Java's zip files throw them, with no word that helps a user
            throw new IOException(what + " cannot be read back: its file is damaged. Execute the node again.", e);
        }
    }

    private static IOException damaged(String what, Exception e) {
        return new IOException(what + " cannot be read back: " + e.getMessage() + " Execute the node again.", e);
    }
}
