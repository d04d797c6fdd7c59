package org.seqnet.engine.accelerator;

import java.util.Optional;

/**
 * What is to compute a network.
 *
 * @param accelerator what computes it; empty for the processor, or for ND4J's graphics card
 * @param reason why no accelerator does although one is installed and the choice was left to the engine
 */
public record Choice(Optional<Accelerator> accelerator, Optional<String> reason) {
    static final Choice PROCESSOR = new Choice(Optional.empty(), Optional.empty());

    static Choice of(Accelerator accelerator) {
        return new Choice(Optional.of(accelerator), Optional.empty());
    }

    static Choice processor(String reason) {
        return new Choice(Optional.empty(), Optional.of(reason));
    }
}
