package org.seqnet.knime.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.seqnet.engine.SeqNetException;

class WordsTest {
    @Test
    void white_space_parts_words_but_not_within_quotes() {
        assertThat(Words.of("Options", " --conf  a=b\n\t--conf \"c=d e\" 'x\"y' pre\"fix ed\" \"\" "))
                .containsExactly("--conf", "a=b", "--conf", "c=d e", "x\"y", "prefix ed", "");
        assertThat(Words.of("Options", "")).isEmpty();
        assertThat(Words.of("Options", "$HOME;ls C:\\x")).containsExactly("$HOME;ls", "C:\\x");
    }

    @Test
    void a_quote_that_is_not_closed_is_refused() {
        assertThatThrownBy(() -> Words.of("Additional options", "--conf 'a=b"))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("Additional options: the quote ' is not closed. Close it, or remove it.");
    }
}
