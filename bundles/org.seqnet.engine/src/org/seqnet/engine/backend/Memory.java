package org.seqnet.engine.backend;

import java.util.Locale;
import java.util.function.Supplier;
import org.seqnet.engine.SeqNetException;

/** Turns the end of memory into an error that a user can act on. */
public final class Memory {
    private Memory() {}

    /**
     * Returns what {@code work} returns.
     *
     * @param what the work in words, such as {@code Training LSTM, 2 layers of 128 units}
     * @throws SeqNetException if there is not enough memory, on the heap or outside, for the work
     */
    public static <T> T enoughFor(Supplier<String> what, Supplier<T> work) {
        try {
            return work.get();
        } catch (OutOfMemoryError e) {
            throw new SeqNetException(
                    String.format(
                            Locale.ROOT,
                            "%s needs more memory than there is (heap at most %,d MB; %s). Use a smaller batch size, fewer units or "
                                    + "shorter sequences, or raise -Xmx in knime.ini.",
                            what.get(),
                            Runtime.getRuntime().maxMemory() >> 20,
                            e.getMessage()),
                    e);
        }
    }
}
