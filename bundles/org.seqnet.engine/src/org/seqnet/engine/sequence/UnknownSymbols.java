package org.seqnet.engine.sequence;

import java.util.List;
import java.util.stream.Stream;

/**
 * How many symbols of sequences are not in a vocabulary.
 *
 * @param unknown how many are not, those that are missing included
 * @param all how many there are
 * @param examples the first of those that are not, at most {@value #MOST_EXAMPLES}
 */
public record UnknownSymbols(long unknown, long all, List<String> examples) {
    /** Of no sequences. */
    public static final UnknownSymbols NONE = new UnknownSymbols(0, 0, List.of());

    static final int MOST_EXAMPLES = 3;

    public UnknownSymbols {
        examples = List.copyOf(examples);
    }

    /** Returns those of these and further sequences. */
    public UnknownSymbols plus(UnknownSymbols other) {
        return new UnknownSymbols(
                unknown + other.unknown,
                all + other.all,
                Stream.concat(examples.stream(), other.examples.stream())
                        .distinct()
                        .limit(MOST_EXAMPLES)
                        .toList());
    }
}
