package org.seqnet.engine.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.sequence.Tokenizer.Unit;

class TokenizerTest {
    private static final Tokenizer LETTERS = new Tokenizer(Unit.LETTERS, "", 0, false);
    private static final Tokenizer WORDS = new Tokenizer(Unit.WORDS, "", 0, false);

    private static Tokenizer separated(String separator) {
        return new Tokenizer(Unit.SEPARATED, separator, 0, false);
    }

    @Test
    void letters_are_code_points() {
        assertThat(LETTERS.symbols("aA \uD83E\uDDEC\u00e9e\u0301\n"))
                .containsExactly("a", "A", " ", "\uD83E\uDDEC", "\u00e9", "e", "\u0301", "\n");
        assertThat(LETTERS.symbols("\uDDEC\uD83E")).containsExactly("\uDDEC", "\uD83E");
    }

    @Test
    void words_stand_between_white_space_of_all_kinds() {
        assertThat(WORDS.symbols("  To be,\tor\u00a0not\r\n\u2003to   be "))
                .containsExactly("To", "be,", "or", "not", "to", "be");
    }

    @Test
    void separated_symbols_have_no_white_space_around_them_and_empty_ones_are_left_out() {
        assertThat(separated(",").symbols(",log in , pay,, ,log out,")).containsExactly("log in", "pay", "log out");
        assertThat(separated(".*").symbols("a.*b.c*")).containsExactly("a", "b.c*");
        assertThat(separated("->").symbols("a->b-c>d")).containsExactly("a", "b-c>d");
        assertThat(separated("\\E").symbols("a\\Eb")).containsExactly("a", "b");
        assertThat(separated(" ").symbols("a  b")).containsExactly("a", "b");
    }

    @Test
    void an_empty_text_has_no_symbols() {
        assertThat(LETTERS.symbols("")).isEmpty();
        assertThat(WORDS.symbols("")).isEmpty();
        assertThat(WORDS.symbols(" \t\n")).isEmpty();
        assertThat(separated(";").symbols("")).isEmpty();
        assertThat(separated(";").symbols(" ;;")).isEmpty();
    }

    @Test
    void longer_sequences_are_cut_to_their_first_or_last_symbols() {
        var symbols = List.of("a", "b", "c", "d");

        assertThat(new Tokenizer(Unit.LETTERS, "", 3, false).cut(symbols)).containsExactly("a", "b", "c");
        assertThat(new Tokenizer(Unit.LETTERS, "", 3, true).cut(symbols)).containsExactly("b", "c", "d");
        assertThat(new Tokenizer(Unit.LETTERS, "", 4, true).cut(symbols)).isEqualTo(symbols);
        assertThat(LETTERS.cut(symbols)).isEqualTo(symbols);
        assertThat(new Tokenizer(Unit.LETTERS, "", 4, true).cuts(4)).isFalse();
        assertThat(new Tokenizer(Unit.LETTERS, "", 3, true).cuts(4)).isTrue();
        assertThat(LETTERS.cuts(Integer.MAX_VALUE)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void random_texts_are_split_and_joined_again(long seed) {
        var random = new Random(seed);
        for (int n = 0; n < 300; n++) {
            var text = text(random);
            assertThat(String.join("", LETTERS.symbols(text))).isEqualTo(text);
            assertThat(LETTERS.symbols(text)).hasSize(text.codePointCount(0, text.length()));
            var words = WORDS.symbols(text);
            assertThat(words).allMatch(word -> WORDS.symbols(word).equals(List.of(word)));
            assertThat(WORDS.symbols(String.join(" ", words))).isEqualTo(words);
            assertThat(String.join("", words)).isEqualTo(withoutSpace(text));
            for (var separator : List.of(",", "ab", "\uD83E\uDDEC")) {
                var parts = separated(separator).symbols(text);
                assertThat(parts).allMatch(part -> !part.contains(separator) && part.equals(part.strip()));
                assertThat(separated(separator).symbols(String.join(separator, parts)))
                        .isEqualTo(parts);
            }
        }
    }

    private static String text(Random random) {
        var alphabet = List.of("a", "b", ",", " ", "\t", "\u00a0", "\u00e9", "\uD83E\uDDEC", "\uD83D\uDE00", "\u4e2d");
        return IntStream.range(0, random.nextInt(30))
                .mapToObj(i -> alphabet.get(random.nextInt(alphabet.size())))
                .collect(Collectors.joining());
    }

    private static String withoutSpace(String text) {
        return text.codePoints()
                .filter(point -> !Character.isWhitespace(point) && !Character.isSpaceChar(point))
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void cutting_keeps_one_end_of_random_sequences(long seed) {
        var random = new Random(seed);
        for (int n = 0; n < 200; n++) {
            var symbols = LETTERS.symbols(text(random));
            int longest = 1 + random.nextInt(20);
            var first = new Tokenizer(Unit.LETTERS, "", longest, false).cut(symbols);
            var last = new Tokenizer(Unit.LETTERS, "", longest, true).cut(symbols);
            assertThat(first).hasSize(Math.min(longest, symbols.size()));
            assertThat(symbols).startsWith(first.toArray(String[]::new));
            assertThat(last).hasSameSizeAs(first);
            assertThat(symbols).endsWith(last.toArray(String[]::new));
        }
    }

    static Stream<Tokenizer> tokenizers() {
        var all = new ArrayList<Tokenizer>();
        for (int longest : new int[] {0, 1, 1000, 999_999_999}) {
            for (boolean keepsEnd : longest == 0 ? new boolean[] {false} : new boolean[] {false, true}) {
                for (var separator : Arrays.asList(",", " ", "'", "\n", "\\", "a, or b", "\uD83E\uDDEC")) {
                    all.add(new Tokenizer(Unit.SEPARATED, separator, longest, keepsEnd));
                }
                for (var unit : List.of(Unit.LETTERS, Unit.WORDS, Unit.ELEMENTS)) {
                    all.add(new Tokenizer(unit, "", longest, keepsEnd));
                }
            }
        }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("tokenizers")
    void a_network_finds_it_in_its_preparation_again(Tokenizer tokenizer) {
        var saved = Preparation.parse(tokenizer.preparation().text()).orElseThrow();

        assertThat(Tokenizer.of(saved)).contains(tokenizer);
    }

    @Test
    void other_preparations_tell_of_none() {
        assertThat(Tokenizer.of(Preparation.UNKNOWN)).isEmpty();
        assertThat(Tokenizer.of(Preparation.UNKNOWN.with("Symbols", "sounds"))).isEmpty();
        assertThat(Tokenizer.of(Preparation.UNKNOWN.with("Symbols", "letters").with("Truncation", "the middle")))
                .contains(LETTERS);
    }

    @Test
    void settings_out_of_range_are_refused() {
        assertThatThrownBy(() -> separated(""))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("Separator: it is empty. Enter what separates two symbols, or split into letters.");
        assertThatThrownBy(() -> new Tokenizer(Unit.LETTERS, "", -1, false))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("Maximum length: -1 is negative. Set it to 0 for no limit.");
        assertThatThrownBy(() -> Tokenizer.OF_LISTS.symbols("a")).isInstanceOf(IllegalStateException.class);
    }
}
