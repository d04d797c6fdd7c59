package org.seqnet.engine.backend;

import java.util.Optional;

/** The place of the bundle that is not installed. */
record NoMixedPrecision() implements MixedPrecision {

    @Override
    public Optional<String> refusal() {
        return Optional.of("The bundle org.seqnet.onednn is not installed.");
    }

    @Override
    public String instructions() {
        throw new IllegalStateException("There are none.");
    }
}
