package org.seqnet.engine.sequence;

import java.util.Arrays;

/** How often each symbol occurs in sequences of symbols. */
final class SymbolCounts {
    private final long[] counts;

    SymbolCounts(Sequences sequences) {
        counts = new long[sequences.vocabulary().orElseThrow().size() + 1];
        int features = sequences.shape().features();
        var values = new float[Math.toIntExact(sequences.longestValues())];
        for (int n = 0; n < sequences.size(); n++) {
            sequences.copyTo(n, values, 0);
            for (int t = 0; t < sequences.timeSteps(n); t++) {
                counts[(int) values[t * features]]++;
            }
        }
    }

    long of(int number) {
        return counts[number];
    }

    long all() {
        return Arrays.stream(counts).sum();
    }
}
