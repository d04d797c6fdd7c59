package org.seqnet.engine.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.BeforeAll;
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
                        "Training X requires more memory than available: a Java heap of at most %,d MB (Java "
                                + "heap space). Increase -Xmx in knime.ini. Alternatively, use a "
                                + "smaller batch size, fewer units or shorter sequences.",
                        Runtime.getRuntime().maxMemory() >> 20));
    }

    @BeforeAll
    static void start() {
        Backend.start(); // which sets up JavaCPP, before a pointer here does
    }

    @Test
    void the_end_of_memory_outside_the_heap_names_its_setting() {
        assertThatThrownBy(() -> Memory.enoughFor(() -> "Training X", () -> new FloatPointer(1L << 40)))
                .isInstanceOf(SeqNetException.class)
                .hasMessage(String.format(
                        Locale.ROOT,
                        "Training X requires more memory than available: at most %,d MB of off-heap memory. Increase "
                                + "the preference \"Off-heap memory (MB)\" or SEQNET_OFF_HEAP_MEGABYTES, or -Xmx in "
                                + "knime.ini if it is 0. Alternatively, use a smaller batch size, fewer units or "
                                + "shorter sequences.",
                        Pointer.maxBytes() >> 20));
    }

    @Test
    void a_native_library_without_memory_is_told_alike() {
        var javaCpp = new OutOfMemoryError("Cannot allocate new FloatPointer(9): totalBytes = 8M");

        assertThat(Memory.exhausted("X", "Y.", Memory.exhaustedOutsideHeap("oneDNN")))
                .hasMessage(Memory.exhausted("X", "Y.", javaCpp).getMessage())
                .hasMessageContaining("MB of off-heap memory")
                .hasRootCauseMessage("oneDNN found no memory: totalBytes = " + Pointer.totalBytes());
    }

    @Test
    void what_succeeds_passes() {
        assertThat(Memory.<String>enoughFor(() -> "X", () -> "done")).isEqualTo("done");
    }
}
