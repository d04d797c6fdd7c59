package org.seqnet.engine.kernel.product;

/** Something that holds memory outside the Java heap. */
public interface NativeMemory extends AutoCloseable {

    @Override
    void close();

    /** Closes those that there are. */
    static void closeAll(NativeMemory... all) {
        for (var memory : all) {
            if (memory != null) {
                memory.close();
            }
        }
    }
}
