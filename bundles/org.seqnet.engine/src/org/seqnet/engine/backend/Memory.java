package org.seqnet.engine.backend;

import java.util.Locale;
import java.util.function.Supplier;
import org.bytedeco.javacpp.Pointer;
import org.seqnet.engine.SeqNetException;

/** Turns the end of memory into an error that a user can act on. */
public final class Memory {
    private static final String BATCHES = "Alternatively, use a smaller batch size, fewer units or shorter sequences.";

    /** What JavaCPP's message tells of its own counters; Java's names the heap. */
    private static final String COUNTER = "totalBytes";

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
            throw exhausted(what.get(), BATCHES, e);
        }
    }

    /**
     * Returns the failure of work that there was not enough memory for, of unknown size.
     *
     * @param what the work in words
     * @param way what to do other than to raise the limit, a sentence
     */
    public static SeqNetException exhausted(String what, String way, OutOfMemoryError error) {
        return failure(what, "", way, error);
    }

    /**
     * Returns the failure of work that there was not enough memory for.
     *
     * @param what the work in words
     * @param bytes about how many bytes it takes
     * @param way what to do other than to raise the limit, a sentence
     */
    public static SeqNetException exhausted(String what, long bytes, String way, OutOfMemoryError error) {
        return failure(what, String.format(Locale.ROOT, "about %,d MB, with ", (bytes >> 20) + 1), way, error);
    }

    /** Returns what a native library that found no memory ends with: the Java heap is not what to increase. */
    public static OutOfMemoryError exhaustedOutsideHeap(String library) {
        return new OutOfMemoryError(library + " found no memory: " + COUNTER + " = " + Pointer.totalBytes());
    }

    private static SeqNetException failure(String what, String size, String way, OutOfMemoryError error) {
        return new SeqNetException(
                "%s requires more memory than available: %s%s %s".formatted(what, size, end(error), way), error);
    }

    private static String end(OutOfMemoryError error) {
        boolean offHeap = error.getMessage() != null && error.getMessage().contains(COUNTER);
        return offHeap
                ? String.format(
                        Locale.ROOT,
                        "at most %,d MB of off-heap memory. Increase %s, or -Xmx in knime.ini if it is 0.",
                        Pointer.maxBytes() >> 20,
                        "the preference \"Off-heap memory (MB)\" or "
                                + ComputeSetting.OFF_HEAP_MEGABYTES.environmentVariable())
                : String.format(
                        Locale.ROOT,
                        "a Java heap of at most %,d MB (%s). Increase -Xmx in knime.ini.",
                        Runtime.getRuntime().maxMemory() >> 20,
                        error.getMessage());
    }
}
