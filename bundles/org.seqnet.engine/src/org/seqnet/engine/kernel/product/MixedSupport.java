package org.seqnet.engine.kernel.product;

import org.seqnet.engine.backend.MixedPrecision;

/** A bundle whose products round their operands to bfloat16 and sum in single precision. */
public interface MixedSupport extends MixedPrecision {

    /**
     * Loads what computes them.
     *
     * @throws LinkageError if the library does not load
     */
    MatrixProducts start();
}
