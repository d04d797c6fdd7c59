package org.seqnet.engine.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.seqnet.engine.SeqNetException;

class OutfitsTest {
    @Test
    void each_line_is_an_outfit_and_an_empty_line_is_none() {
        assertThat(Outfits.parse(" Coat ,Bag\r\n\n \nT-shirt/top\n").all())
                .containsExactly(new Outfit(1, List.of("Coat", "Bag")), new Outfit(4, List.of("T-shirt/top")));
    }

    @Test
    void a_line_that_is_there_twice_counts_twice() {
        assertThat(Outfits.parse("b, a\nb\nb").occurrences()).containsExactly(Map.entry("b", 3), Map.entry("a", 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\n\nb,,c", "a\n\n,b", "a\n\nb, ", "a\n\n,", "a\n\n()", "a\n\nb, ( )"})
    void a_missing_label_is_refused(String text) {
        assertThatThrownBy(() -> Outfits.parse(text))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("Outfits, line 3: a label is missing. Enter the label, or remove the comma.");
    }

    @Test
    void labels_in_parentheses_are_faint() {
        var outfits = Outfits.parse("a, ( b )\n(c)\n(d) e, (b)");

        assertThat(outfits.faint()).containsExactlyInAnyOrder("b", "c");
        assertThat(outfits.occurrences())
                .containsExactly(Map.entry("a", 1), Map.entry("b", 2), Map.entry("c", 1), Map.entry("(d) e", 1));
    }

    @Test
    void a_label_that_is_faint_in_one_line_only_is_refused() {
        assertThatThrownBy(() -> Outfits.parse("a, (b)\n\nc, b"))
                .isInstanceOf(SeqNetException.class)
                .hasMessage(
                        "Outfits, line 3: the label 'b' is without parentheses, but in line 1 it is in parentheses. "
                                + "Write it the same way in all lines.");
    }

    @Test
    void a_label_twice_in_a_line_is_refused() {
        assertThatThrownBy(() -> Outfits.parse("a\nb, c, b"))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("Outfits, line 2: the label 'b' occurs twice. Remove one of them.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n\t\n"})
    void a_text_without_labels_is_refused(String text) {
        assertThatThrownBy(() -> Outfits.parse(text))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("Outfits: there are no labels. Enter one outfit per line, its labels separated by commas, "
                        + "for example: Trouser, Bag, (Coat)");
    }
}
