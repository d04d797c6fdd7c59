package org.seqnet.engine.options;

/** In which precision a network is to be computed on the processor. */
public enum PrecisionChoice {
    /** In floats. */
    SINGLE,
    /** With the operands of products in bfloat16, where the processor has instructions for it; otherwise in floats. */
    MIXED,
    /** As {@link #MIXED} where that is faster and does no harm; otherwise as {@link #SINGLE}. */
    AUTOMATIC
}
