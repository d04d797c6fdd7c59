package org.seqnet.engine.sequence;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.tensor.Tensor;

/**
 * Makes sequences of symbols: numbers each symbol when it is first met. {@link #vocabulary} tells the numbers to
 * {@link Packer#symbols}. For one thread.
 */
public final class SymbolNumbers {
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> symbols = new ArrayList<>();

    /** Returns the symbols met so far, in the order in which they were. */
    public Vocabulary vocabulary() {
        return new Vocabulary(symbols);
    }

    /**
     * Returns the sequence of these symbols, each a time step of one feature.
     *
     * @param sequence at least one symbol; those that are missing are empty
     * @throws org.seqnet.engine.SeqNetException if there are too many different symbols
     */
    public Tensor sequence(List<Optional<String>> sequence) {
        int[] all = sequence.stream()
                .mapToInt(symbol -> symbol.map(this::number).orElse(Vocabulary.UNKNOWN))
                .toArray();
        var shape = Shape.of(all.length, 1);
        if (symbols.size() > Short.MAX_VALUE) {
            return Tensor.ofInts(shape, all);
        }
        var shorts = new short[all.length];
        for (int t = 0; t < all.length; t++) {
            shorts[t] = (short) all[t];
        }
        return Tensor.ofShorts(shape, shorts);
    }

    /** Returns the number of a symbol. */
    private int number(String symbol) {
        var text = wellFormed(symbol);
        return numbers.computeIfAbsent(text, added -> {
            if (symbols.size() == Vocabulary.MOST_SYMBOLS) {
                throw Vocabulary.tooMany();
            }
            symbols.add(added);
            return symbols.size();
        });
    }

    /**
     * Returns a symbol as networks know it: halves of characters become U+FFFD, since files of networks cannot hold
     * them, nor could they be told apart by them.
     */
    public static String wellFormed(String symbol) {
        for (int i = 0; i < symbol.length(); i++) {
            if (Character.isSurrogate(symbol.charAt(i))) {
                return replacing(symbol);
            }
        }
        return symbol;
    }

    private static String replacing(String symbol) {
        var text = new StringBuilder();
        symbol.codePoints()
                .map(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE ? 0xFFFD : point)
                .forEach(text::appendCodePoint);
        return text.toString();
    }
}
