package org.seqnet.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QuotedTest {
    @Test
    void text_stands_in_quotes_as_it_is() {
        assertThat(Quoted.of("a=b Ünïcode 文字")).isEqualTo("'a=b Ünïcode 文字'");
        assertThat(Quoted.of("")).isEqualTo("''");
    }

    @Test
    void what_does_not_print_is_a_question_mark() {
        assertThat(Quoted.of("two\nlines\u0000\u001b[31m\ud800")).isEqualTo("'two?lines??[31m?'");
        assertThat(Quoted.of("next\u0085line, \u202eturned round, \u2028parted"))
                .isEqualTo("'next?line, ?turned round, ?parted'");
    }

    @Test
    void long_text_is_cut() {
        assertThat(Quoted.of("x".repeat(80))).isEqualTo("'" + "x".repeat(80) + "'");
        assertThat(Quoted.of("x".repeat(1_000_000))).isEqualTo("'" + "x".repeat(80) + "...'");
    }
}
