package org.seqnet.onednn;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.seqnet.engine.kernel.product.NativeFloats;

/** What mixed precision takes outside the Java heap counts toward the engine's limit. */
class CountedMemoryTest {
    private static final long SIZE = 256L << 20;

    /** Returns how many bytes the engine's JavaCPP has given away; this bundle has another one. */
    private static long counted() throws ReflectiveOperationException {
        return (long) NativeFloats.class
                .getClassLoader()
                .loadClass("org.bytedeco.javacpp.Pointer")
                .getMethod("totalBytes")
                .invoke(null);
    }

    @Test
    void memory_is_counted_until_it_is_closed() throws ReflectiveOperationException {
        try (var memory = new NativeBytes()) {
            memory.address(1);
            long before = counted();

            assertThat(memory.address(SIZE) % 64).isZero();

            // others' memory may be freed meanwhile
            assertThat(counted() - before).isBetween(SIZE / 2, SIZE * 3 / 2);
            memory.close();
            assertThat(counted() - before).isLessThan(SIZE / 2);
        }
    }
}
