package org.seqnet.engine.kernel.product;

import java.util.Optional;

/**
 * The way into a bundle whose products round their operands to bfloat16 and sum in single precision. The engine finds
 * its class by name, so that it need not be installed; it has a public constructor without parameters.
 */
public interface MixedSupport {

    /**
     * Returns why this machine computes no such products, as a sentence for people; empty if it does. It says so
     * without loading a library if it can.
     */
    Optional<String> refusal();

    /** Returns the instructions that compute them, for example "AVX512-BF16"; asked only if nothing is refused. */
    String instructions();

    /**
     * Loads what computes them.
     *
     * @throws LinkageError if the library does not load
     */
    MatrixProducts start();
}
