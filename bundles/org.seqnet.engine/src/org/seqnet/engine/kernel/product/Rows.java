package org.seqnet.engine.kernel.product;

import org.seqnet.engine.kernel.product.NativeFloats.Cursor;

/** Rows on the left of several products, taken over once for all of them; for one thread at a time. */
public interface Rows extends NativeMemory {

    /** Takes over as many rows, which must stay as they are, as the cursor must stay at the first of them. */
    void take(int count, Cursor first);
}
