package org.seqnet.engine.backend;

/** The library that computes, started once per Java process. */
public final class Backend {
    private Backend() {}

    /**
     * Starts the library if nobody has yet, and returns it.
     *
     * @throws org.seqnet.engine.SeqNetException if it or its native part is not there or cannot be loaded
     */
    public static Backend start() {
        throw new UnsupportedOperationException("lands next");
    }

    /** Returns what computes with this many threads (0: one for each core), such as {@code CPU, 2 threads}. */
    public String device(int threads) {
        throw new UnsupportedOperationException("lands next");
    }
}
