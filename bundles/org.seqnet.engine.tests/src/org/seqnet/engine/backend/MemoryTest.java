package org.seqnet.engine.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.seqnet.engine.SeqNetException;

class MemoryTest {
    @Test
    void the_end_of_memory_is_told_with_a_cure() {
        var error = new OutOfMemoryError("Java heap space");

        assertThatThrownBy(() -> Memory.enoughFor(() -> "Training X", () -> {
                    throw error;
                }))
                .isInstanceOf(SeqNetException.class)
                .hasCause(error)
                .hasMessage(String.format(
                        Locale.ROOT,
                        "Training X needs more memory than there is (heap at most %,d MB; Java heap space). Use a smaller"
                                + " batch size, fewer units or shorter sequences, or raise -Xmx in knime.ini.",
                        Runtime.getRuntime().maxMemory() >> 20));
    }

    @Test
    void what_succeeds_passes() {
        assertThat(Memory.<String>enoughFor(() -> "X", () -> "done")).isEqualTo("done");
    }
}
