package org.seqnet.engine.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.seqnet.engine.SeqNetException;

class VocabularyTest {

    /** Returns sequences of symbols that are separated by spaces; {@code ?} is a missing one. */
    private static Sequences sequences(String... texts) {
        return sequences(Arrays.stream(texts).map(text -> Arrays.asList(text.split(" "))));
    }

    private static Sequences sequences(Stream<List<String>> texts) {
        var numbers = new SymbolNumbers();
        var packer = Sequences.packer(SequenceShape.ofAnyLength(1), InputForm.SEQUENCES, "");
        texts.forEach(symbols -> packer.add(numbers.sequence(symbols.stream()
                .map(symbol -> Optional.of(symbol).filter(any -> !any.equals("?")))
                .toList())));
        return packer.symbols(numbers.vocabulary()).build();
    }

    @Test
    void frequent_symbols_come_first_and_equally_frequent_ones_in_the_order_of_their_code_units() {
        var learned = Vocabulary.learn(sequences("c b a", "c b Z \uD83E\uDDEC \uFFFC c"), 100, 1);

        // a surrogate is less than U+FFFC, whose code point is less than that of the emoji
        assertThat(learned.symbols()).containsExactly("c", "b", "Z", "a", "\uD83E\uDDEC", "\uFFFC");
        assertThat(learned.number("c")).isEqualTo(1);
        assertThat(learned.symbol(2)).isEqualTo("b");
        assertThat(learned.number("d")).isZero();
        assertThat(learned).hasToString("6 symbols");
    }

    @Test
    void rare_symbols_are_left_out() {
        var sequences = sequences("a a a b b c", "? ?");

        assertThat(Vocabulary.learn(sequences, 100, 2).symbols()).containsExactly("a", "b");
        assertThat(Vocabulary.learn(sequences, 2, 1).symbols()).containsExactly("a", "b");
        assertThat(Vocabulary.learn(sequences, 1, 0).symbols()).containsExactly("a");
        assertThatThrownBy(() -> Vocabulary.learn(sequences, 100, 4))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("No symbol occurs 4 times in the training rows. Reduce \"Minimum occurrences\".");
        assertThatThrownBy(() -> Vocabulary.learn(sequences("? ?"), 100, 1))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("No symbol occurs 1 times in the training rows. Reduce \"Minimum occurrences\".");
    }

    @Test
    void only_the_chosen_sequences_are_counted() {
        var all = sequences("a a", "b", "c");

        assertThat(Vocabulary.learn(all.select(new int[] {1, 2}), 100, 1).symbols())
                .containsExactly("b", "c");
    }

    @Test
    void symbols_that_make_it_too_long_are_left_out() {
        var half = "h".repeat(Vocabulary.MOST_BYTES / 2);
        var umlauts = "\u00fc".repeat(Vocabulary.MOST_BYTES / 4 - 1);
        var learned = Vocabulary.learn(
                sequences(Stream.of(List.of(half, half, half, umlauts, umlauts, "x" + half, "a", "bc"))), 100, 1);

        assertThat(learned.symbols()).containsExactly(half, umlauts, "a");
        assertThat(learned.unknownIn(sequences("a bc"))).isEqualTo(new UnknownSymbols(1, 2, List.of("bc")));
    }

    @Test
    void a_symbol_may_be_as_long_as_the_vocabulary_but_not_longer() {
        var longest = "x".repeat(Vocabulary.MOST_BYTES);

        assertThat(Vocabulary.learn(sequences(longest), 100, 1).size()).isEqualTo(1);
        assertThatThrownBy(() -> Vocabulary.learn(sequences(longest + "x"), 100, 1))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("Each symbol is longer than 6,291,456 bytes. Split the sequences into shorter symbols.");
    }

    @Test
    void unknown_and_missing_symbols_are_counted_with_the_first_examples() {
        var known = new Vocabulary(List.of("a", "b"));

        assertThat(known.unknownIn(sequences("a c a d", "? b e f c")))
                .isEqualTo(new UnknownSymbols(6, 9, List.of("c", "d", "e")));
        assertThat(known.unknownIn(sequences("a b"))).isEqualTo(new UnknownSymbols(0, 2, List.of()));
        assertThat(UnknownSymbols.NONE
                        .plus(known.unknownIn(sequences("c d")))
                        .plus(known.unknownIn(sequences("d e f"))))
                .isEqualTo(new UnknownSymbols(5, 5, List.of("c", "d", "e")));
    }

    @Test
    void sequences_are_read_by_the_numbers_of_another_vocabulary() {
        var read = sequences("a b ? c", "b").in(Optional.of(new Vocabulary(List.of("c", "b"))));

        assertThat(values(read, 0)).containsExactly(0, 2, 0, 1);
        assertThat(values(read, 1)).containsExactly(2);
    }

    private static float[] values(Sequences sequences, int n) {
        var values = new float[sequences.timeSteps(n)];
        sequences.copyTo(n, values, 0);
        return values;
    }

    @Test
    void a_symbol_that_occurs_twice_is_refused() {
        assertThatThrownBy(() -> new Vocabulary(List.of("a", "b", "a")))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("The symbol 'a' occurs twice in the vocabulary.");
    }

    @Test
    void more_symbols_than_a_short_counts_have_their_own_numbers() {
        int count = Short.MAX_VALUE + 10;
        var symbols = IntStream.range(0, count).mapToObj(Integer::toString).toList();
        var all = sequences(Stream.of(symbols));

        assertThat(values(all, 0)).containsExactly(numbersTo(count));
        assertThat(Vocabulary.learn(all, count, 1).symbols())
                .isEqualTo(symbols.stream().sorted().toList());
    }

    private static float[] numbersTo(int count) {
        var numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = i + 1;
        }
        return numbers;
    }

    @Test
    void half_a_character_is_replaced_since_no_file_can_hold_it() {
        var learned = Vocabulary.learn(sequences("\uD83E \uDDEC \uD83E\uDDEC"), 100, 1);

        assertThat(learned.symbols()).containsExactly("\uFFFD", "\uD83E\uDDEC");
        assertThat(learned.symbols())
                .allMatch(symbol -> StandardCharsets.UTF_8.newEncoder().canEncode(symbol));
    }
}
