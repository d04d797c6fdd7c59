package org.seqnet.engine.sequence;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.seqnet.engine.SeqNetException;

/**
 * Symbols, such as letters, words or events, in a fixed order: the first has number 1. Number {@value #UNKNOWN} stands
 * for all others, and for a symbol that is missing. The first feature of sequences of symbols has these numbers.
 */
public final class Vocabulary implements Serializable {
    private static final long serialVersionUID = 1L;

    /** The number of unknown symbols. */
    public static final int UNKNOWN = 0;
    /** The most different symbols that sequences have: floats count so far. */
    public static final int MOST_SYMBOLS = 1 << 24;

    /**
     * The most bytes of UTF-8 that all symbols of a learned vocabulary have together. A file of a network may write
     * each as two, and holds no more than 16 MB with all that is not symbols.
     */
    static final int MOST_BYTES = 6 << 20;

    private static final Vocabulary EMPTY = new Vocabulary(List.of());

    private final List<String> symbols;
    private final HashMap<String, Integer> numbers;

    /**
     * Makes a vocabulary of these symbols.
     *
     * @throws SeqNetException if one occurs twice, or there are too many
     */
    public Vocabulary(List<String> symbols) {
        this.symbols = List.copyOf(symbols);
        this.numbers = new HashMap<>(2 * symbols.size());
        if (symbols.size() > MOST_SYMBOLS) {
            throw tooMany();
        }
        for (int i = 0; i < this.symbols.size(); i++) {
            if (numbers.put(this.symbols.get(i), i + 1) != null) {
                throw new SeqNetException("The symbol '" + this.symbols.get(i) + "' occurs twice in the vocabulary.");
            }
        }
    }

    static SeqNetException tooMany() {
        return new SeqNetException(String.format(
                Locale.ROOT,
                "The sequences have more than %,d different symbols. Split them into shorter symbols.",
                MOST_SYMBOLS));
    }

    /** Returns the vocabulary without symbols. */
    public static Vocabulary empty() {
        return EMPTY;
    }

    /** Returns the number of symbols. */
    public int size() {
        return symbols.size();
    }

    /** Returns all symbols; the first has number 1. */
    public List<String> symbols() {
        return symbols;
    }

    /** Returns a symbol by its number, from 1 on. */
    public String symbol(int number) {
        return symbols.get(number - 1);
    }

    /** Returns the number of a symbol; {@value #UNKNOWN} if it is not among these. */
    public int number(String symbol) {
        return numbers.getOrDefault(symbol, UNKNOWN);
    }

    /**
     * Returns the symbols that are frequent in sequences, the most frequent first, and of equally frequent ones in the
     * order of their UTF-16 code units.
     *
     * @param sequences sequences of symbols
     * @param most how many there are at the most; those that are less frequent are left out, and so are those that
     *     would make it longer than {@value #MOST_BYTES} bytes
     * @param leastOccurrences how often a symbol occurs at least
     * @throws SeqNetException if none occurs so often, or each is longer than that
     */
    public static Vocabulary learn(Sequences sequences, int most, int leastOccurrences) {
        var all = sequences.vocabulary().orElseThrow();
        var counts = new SymbolCounts(sequences);
        var occurrences = new HashMap<String, Long>();
        for (int number = 1; number <= all.size(); number++) {
            occurrences.put(all.symbol(number), counts.of(number));
        }
        return learn(occurrences, most, leastOccurrences);
    }

    /**
     * Returns the symbols that are frequent, as {@link #learn(Sequences, int, int)} does.
     *
     * @param occurrences how often each symbol occurs
     * @throws SeqNetException as it does
     */
    public static Vocabulary learn(Map<String, Long> occurrences, int most, int leastOccurrences) {
        var frequent = occurrences.entrySet().stream()
                .filter(symbol -> symbol.getValue() >= Math.max(1, leastOccurrences))
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .toList();
        if (frequent.isEmpty()) {
            throw new SeqNetException("No symbol occurs %d times in the training rows. Reduce \"Minimum occurrences\"."
                    .formatted(Math.max(1, leastOccurrences)));
        }
        return fitting(frequent, most);
    }

    private static Vocabulary fitting(List<String> frequent, int most) {
        var symbols = new ArrayList<String>();
        int bytes = 0;
        for (int i = 0; i < frequent.size() && symbols.size() < most; i++) {
            int added = frequent.get(i).getBytes(StandardCharsets.UTF_8).length;
            if (added <= MOST_BYTES - bytes) {
                symbols.add(frequent.get(i));
                bytes += added;
            }
        }
        if (symbols.isEmpty()) {
            throw new SeqNetException(String.format(
                    Locale.ROOT,
                    "Each symbol is longer than %,d bytes. Split the sequences into shorter symbols.",
                    MOST_BYTES));
        }
        return new Vocabulary(symbols);
    }

    /** Returns how many symbols of some sequences are not in this vocabulary. */
    public UnknownSymbols unknownIn(Sequences sequences) {
        var all = sequences.vocabulary().orElseThrow();
        var counts = new SymbolCounts(sequences);
        var examples = new LinkedHashSet<String>();
        long unknown = counts.of(UNKNOWN);
        for (int number = 1; number <= all.size(); number++) {
            if (counts.of(number) > 0 && number(all.symbol(number)) == UNKNOWN) {
                unknown += counts.of(number);
                if (examples.size() < UnknownSymbols.MOST_EXAMPLES) {
                    examples.add(all.symbol(number));
                }
            }
        }
        return new UnknownSymbols(unknown, counts.all(), List.copyOf(examples));
    }

    /** Returns for each number of another vocabulary the number that its symbol has in this one. */
    float[] numbersOf(Vocabulary other) {
        var mapped = new float[other.size() + 1];
        for (int number = 1; number < mapped.length; number++) {
            mapped[number] = number(other.symbol(number));
        }
        return mapped;
    }

    /** Says whether {@code other} has the same symbols in the same order. */
    @Override
    public boolean equals(Object other) {
        return this == other || other instanceof Vocabulary that && symbols.equals(that.symbols);
    }

    @Override
    public int hashCode() {
        return symbols.hashCode();
    }

    /** Returns how many there are, such as {@code 4 symbols}. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%,d symbol%s", size(), size() == 1 ? "" : "s");
    }
}
