package org.seqnet.engine.sequence;

/** Counts what packed sequences keep. */
final class StoredBytes {
    private StoredBytes() {}

    /** Returns the bytes that the packed elements take, without the scales. */
    static long of(Sequences sequences) {
        return sequences.packed.chunks().stream()
                .mapToLong(chunk -> (long) chunk.length() * chunk.type().bytes())
                .sum();
    }
}
