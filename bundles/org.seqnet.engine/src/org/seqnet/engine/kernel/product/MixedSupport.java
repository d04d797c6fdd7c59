package org.seqnet.engine.kernel.product;

import org.seqnet.engine.backend.MixedPrecision;

/** A bundle whose products round their operands to bfloat16 and sum in single precision. */
public interface MixedSupport extends MixedPrecision {

    /** Returns what computes them; asked only if nothing is refused. */
    MatrixProducts start();
}
