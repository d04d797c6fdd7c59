package org.seqnet.engine.backend;

import java.util.Locale;
import java.util.function.Supplier;
import org.bytedeco.javacpp.Pointer;
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
                    "%s needs more memory than there is: %s Or use a smaller batch size, fewer units or shorter sequences."
                            .formatted(what.get(), end(e)),
                    e);
        }
    }

    // JavaCPP's message tells of its own counters; Java's names the heap.
    private static String end(OutOfMemoryError error) {
        boolean offHeap = error.getMessage() != null && error.getMessage().contains("totalBytes");
        return offHeap
                ? String.format(
                        Locale.ROOT,
                        "at most %,d MB outside the Java heap. Raise %s, or -Xmx in knime.ini, which it follows if it is 0.",
                        Pointer.maxBytes() >> 20,
                        "the preference \"Memory outside the Java heap\" or "
                                + ComputeSetting.OFF_HEAP_MEGABYTES.environmentVariable())
                : String.format(
                        Locale.ROOT,
                        "a heap of at most %,d MB (%s). Raise -Xmx in knime.ini.",
                        Runtime.getRuntime().maxMemory() >> 20,
                        error.getMessage());
    }
}
