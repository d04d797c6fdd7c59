package org.seqnet.knime.execution;

import static org.seqnet.knime.Refusals.assertFails;

import java.util.Locale;
import org.junit.jupiter.api.Test;

class WithinHeapTest {
    @Test
    void the_end_of_the_heap_is_told_with_a_cure() {
        var node = WithinHeap.execute("IDX Reader", (input, output) -> {
            throw new OutOfMemoryError("Java heap space");
        });

        assertFails(
                () -> node.accept(null, null),
                String.format(
                        Locale.ROOT,
                        "The IDX Reader requires more memory than available: a Java heap of at most %,d MB "
                                + "(Java heap space). Increase -Xmx in knime.ini. Alternatively, use "
                                + "fewer or smaller rows, or a smaller network.",
                        Runtime.getRuntime().maxMemory() >> 20));
    }
}
