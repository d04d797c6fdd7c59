package org.seqnet.engine.sequence;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.seqnet.engine.SeqNetException;

/**
 * Makes sequences of symbols of texts or lists. A network keeps it in the {@link Preparation} of its training
 * sequences, and reads others in the same way.
 *
 * @param unit what the symbols of a text are
 * @param separator what stands between symbols if they are {@link Unit#SEPARATED}; else empty
 * @param longest the most symbols of a sequence; 0 for no limit
 * @param keepsEnd whether the last symbols of a longer sequence are kept, or the first
 */
public record Tokenizer(Unit unit, String separator, int longest, boolean keepsEnd) implements Serializable {
    /** Reads lists of any length. */
    public static final Tokenizer OF_LISTS = new Tokenizer(Unit.ELEMENTS, "", 0, false);

    /** The kind of the preparation's step that tells what symbols are. */
    private static final String SYMBOLS = "Symbols";
    /** The kind of the preparation's step that tells how sequences were cut. */
    private static final String TRUNCATION = "Truncation";

    private static final Pattern SEPARATED = Pattern.compile("separated by '(.+)'", Pattern.DOTALL);
    private static final Pattern CUT = Pattern.compile("the (first|last) ([1-9]\\d{0,8}) symbols");
    private static final Pattern SPACE = Pattern.compile("[\\p{IsWhite_Space}]+");

    /** What symbols are. */
    public enum Unit {
        /** The characters of a text, by Unicode's code points: an emoji is one, but an accent may be another. */
        LETTERS("letters"),
        /** What stands between white space in a text. */
        WORDS("words"),
        /** What stands between separators in a text, without white space around it; what is empty is left out. */
        SEPARATED("separated"),
        /** The elements of a list. */
        ELEMENTS("elements of lists");

        private final String words;

        Unit(String words) {
            this.words = words;
        }
    }

    /**
     * Checks the settings.
     *
     * @throws SeqNetException if the most symbols are negative, or a separator is required and missing
     */
    public Tokenizer {
        Objects.requireNonNull(unit, "unit");
        if (unit == Unit.SEPARATED && separator.isEmpty()) {
            throw new SeqNetException(
                    "Separator: it is empty. Enter what separates two symbols, or split into letters.");
        }
        if (longest < 0) {
            throw new SeqNetException("Maximum length: " + longest + " is negative. Set it to 0 for no limit.");
        }
    }

    /** Returns this tokenizer for lists. */
    public Tokenizer ofLists() {
        return new Tokenizer(Unit.ELEMENTS, "", longest, keepsEnd);
    }

    /** Returns what it does as a preparation of sequences. */
    public Preparation preparation() {
        var symbols = unit == Unit.SEPARATED ? "separated by '" + separator + "'" : unit.words;
        var known = Preparation.UNKNOWN.with(SYMBOLS, symbols);
        return longest == 0
                ? known
                : known.with(
                        TRUNCATION,
                        String.format(Locale.ROOT, "the %s %d symbols", keepsEnd ? "last" : "first", longest));
    }

    /** Returns the tokenizer that {@link #preparation} tells of; empty if none does. */
    public static Optional<Tokenizer> of(Preparation preparation) {
        var symbols = preparation.how(SYMBOLS).orElse("");
        var separated = SEPARATED.matcher(symbols);
        var cut = CUT.matcher(preparation.how(TRUNCATION).orElse(""));
        boolean isCut = cut.matches();
        int longest = isCut ? Integer.parseInt(cut.group(2)) : 0;
        boolean keepsEnd = isCut && cut.group(1).equals("last");
        if (separated.matches()) {
            return Optional.of(new Tokenizer(Unit.SEPARATED, separated.group(1), longest, keepsEnd));
        }
        return Arrays.stream(Unit.values())
                .filter(unit -> unit != Unit.SEPARATED && unit.words.equals(symbols))
                .map(unit -> new Tokenizer(unit, "", longest, keepsEnd))
                .findFirst();
    }

    /**
     * Returns all symbols of a text, in their order.
     *
     * @throws IllegalStateException if it makes symbols of lists only
     */
    public List<String> symbols(String text) {
        return switch (unit) {
            case LETTERS -> text.codePoints().mapToObj(Character::toString).toList();
            case WORDS -> parts(text, SPACE);
            case SEPARATED -> parts(text, Pattern.compile(separator, Pattern.LITERAL));
            case ELEMENTS -> throw new IllegalStateException("A text has no elements.");
        };
    }

    private static List<String> parts(String text, Pattern between) {
        return between.splitAsStream(text)
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    /** Says whether a sequence of so many symbols is cut. */
    public boolean cuts(int symbols) {
        return longest > 0 && symbols > longest;
    }

    /** Returns what is kept of a sequence. */
    public <T> List<T> cut(List<T> symbols) {
        int size = symbols.size();
        if (!cuts(size)) {
            return symbols;
        }
        return keepsEnd ? symbols.subList(size - longest, size) : symbols.subList(0, longest);
    }
}
