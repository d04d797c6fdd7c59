package org.seqnet.spark.app;

import java.util.Objects;
import org.seqnet.engine.network.Embedding;
import picocli.CommandLine.Option;

/** Which symbols a network knows, and how large their vectors are. */
final class SymbolArguments {
    private static final int USUAL_SYMBOLS = 20_000;

    @Option(
            names = "--maximum-symbols",
            paramLabel = "N",
            description = "The most different symbols that the network knows, the most frequent ones of the training "
                    + "rows, 1 to " + Embedding.MOST_SYMBOLS + ". Default: " + USUAL_SYMBOLS + ".")
    private Integer maximumSymbols;

    @Option(
            names = "--minimum-occurrences",
            paramLabel = "N",
            description = "How often a symbol must occur in the training rows, at least 1. Default: 1.")
    private Integer minimumOccurrences;

    @Option(
            names = "--embedding-size",
            paramLabel = "N",
            description = "The size of the vector of a symbol, 1 to " + Embedding.MOST_DIMENSIONS
                    + ", or 0 to let the number of symbols decide. Default: 0.")
    private Integer embeddingSize;

    /** Returns the most different symbols. */
    int maximumSymbols() {
        return within(
                "--maximum-symbols",
                Objects.requireNonNullElse(maximumSymbols, USUAL_SYMBOLS),
                1,
                Embedding.MOST_SYMBOLS);
    }

    /** Returns how often a symbol must occur. */
    int minimumOccurrences() {
        return within("--minimum-occurrences", Objects.requireNonNullElse(minimumOccurrences, 1), 1, Integer.MAX_VALUE);
    }

    /** Returns the size of vectors, 0 if the symbols decide. */
    int embeddingSize() {
        return within("--embedding-size", Objects.requireNonNullElse(embeddingSize, 0), 0, Embedding.MOST_DIMENSIONS);
    }

    private static int within(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw new WrongArgument("%s: %d is not between %d and %d.".formatted(option, value, least, most));
        }
        return value;
    }
}
