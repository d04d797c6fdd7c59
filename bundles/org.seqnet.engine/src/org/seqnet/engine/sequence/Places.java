package org.seqnet.engine.sequence;

import java.util.Arrays;

/**
 * Where each sequence stands: its chunk, its first value there and its number of values. Chunks are filled one after
 * another, each with as many whole sequences as it takes, at least one; as long as all are equally long, which is the
 * usual case, one number says it all.
 */
final class Places {

    private final int chunkValues;
    private int size;
    private int common;
    private int perChunk;
    private int[] chunks;
    private int[] starts;
    private int[] counts;

    /** @param chunkValues the values of a chunk, unless a single sequence has more */
    Places(int chunkValues) {
        this.chunkValues = chunkValues;
    }

    /** Adds the next sequence. */
    void add(int values) {
        if (size == 0) {
            common = values;
            perChunk = Math.max(1, chunkValues / values);
        } else if (counts == null && values != common) {
            spread();
        }
        if (counts != null) {
            if (size == counts.length) {
                chunks = Arrays.copyOf(chunks, 2 * size);
                starts = Arrays.copyOf(starts, 2 * size);
                counts = Arrays.copyOf(counts, 2 * size);
            }
            var end = end();
            var fits = end + (long) values <= chunkValues;
            chunks[size] = fits ? lastChunk() : lastChunk() + 1;
            starts[size] = fits ? end : 0;
            counts[size] = values;
        }
        size++;
    }

    private void spread() {
        var room = Math.max(16, 2 * size);
        var everyChunk = new int[room];
        var everyStart = new int[room];
        var everyCount = new int[room];
        for (var index = 0; index < size; index++) {
            everyChunk[index] = chunk(index);
            everyStart[index] = start(index);
            everyCount[index] = common;
        }
        chunks = everyChunk;
        starts = everyStart;
        counts = everyCount;
    }

    int size() {
        return size;
    }

    /** Says whether all sequences added so far have the same number of values. */
    boolean areEqual() {
        return counts == null;
    }

    int chunk(int index) {
        return counts == null ? index / perChunk : chunks[index];
    }

    int start(int index) {
        return counts == null ? index % perChunk * common : starts[index];
    }

    int values(int index) {
        return counts == null ? common : counts[index];
    }

    /** Returns the chunk of the sequence added last; -1 if there is none. */
    int lastChunk() {
        return size == 0 ? -1 : chunk(size - 1);
    }

    /** Returns how many values of the last chunk are in use. */
    int end() {
        return size == 0 ? 0 : start(size - 1) + values(size - 1);
    }
}
