package org.seqnet.spark.data;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import org.seqnet.engine.sequence.LabelType;
import org.seqnet.engine.sequence.Preparation;

/**
 * What is known of training data before they are read.
 *
 * @param names the names of the targets, or the labels in their order; empty if the data decide
 * @param types what labels may be; the first type that all labels have is that of the labels, and text if there is none
 * @param isAnyLength whether a network is to read sequences of any length even if all happen to have the same
 * @param preparation what was done to the sequences
 * @param mostSymbols the maximum number of symbols in a vocabulary
 * @param leastOccurrences how often a symbol must occur to be in it
 */
public record Declared(
        List<String> names,
        List<LabelType> types,
        boolean isAnyLength,
        Preparation preparation,
        int mostSymbols,
        int leastOccurrences)
        implements Serializable {
    private static final int USUAL_SYMBOLS = 20_000;

    /** Nothing. */
    public static final Declared NOTHING =
            new Declared(List.of(), List.of(), false, Preparation.UNKNOWN, USUAL_SYMBOLS, 1);

    public Declared {
        names = List.copyOf(names);
        types = List.copyOf(types);
        Objects.requireNonNull(preparation, "preparation");
    }

    /** Returns the same with the names of the targets, or the labels in their order. */
    public Declared withNames(List<String> known) {
        return new Declared(known, types, isAnyLength, preparation, mostSymbols, leastOccurrences);
    }

    /** Returns the same with what labels may be. */
    public Declared withTypes(List<LabelType> possible) {
        return new Declared(names, possible, isAnyLength, preparation, mostSymbols, leastOccurrences);
    }

    /** Returns the same of sequences that were prepared, and may have any length or not. */
    public Declared withSequences(boolean anyLength, Preparation how) {
        return new Declared(names, types, anyLength, how, mostSymbols, leastOccurrences);
    }

    /** Returns the same with the bounds of a vocabulary. */
    public Declared withVocabulary(int most, int least) {
        return new Declared(names, types, isAnyLength, preparation, most, least);
    }
}
