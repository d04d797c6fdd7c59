package org.seqnet.knime.execution;

import org.knime.core.node.KNIMEException;
import org.knime.node.DefaultModel.ExecuteConsumer;
import org.seqnet.engine.backend.Memory;
import org.seqnet.knime.message.Failures;

/** Lets a node that the Java heap is too small for end with a message that says what to do, wherever that shows. */
public final class WithinHeap {
    private WithinHeap() {}

    /**
     * Returns the same work, with the end of memory told.
     *
     * @param node the node's name
     */
    public static ExecuteConsumer execute(String node, ExecuteConsumer work) {
        return (input, output) -> {
            try {
                work.accept(input, output);
            } catch (OutOfMemoryError e) {
                throw exhausted(node, e);
            }
        };
    }

    /** Returns the failure of a node that met the end of memory. */
    public static KNIMEException exhausted(String node, OutOfMemoryError error) {
        return Failures.failure(Memory.exhausted(
                "The " + node, "Alternatively, use fewer or smaller rows, or a smaller network.", error));
    }
}
