package org.seqnet.engine.accelerator;

import org.seqnet.engine.SeqNetException;

/**
 * Why what the settings ask for cannot be done.
 *
 * @param reason a sentence or two for people
 * @param cure which setting to change, and where it stands
 */
public record Refusal(String reason, String cure) {
    SeqNetException exception() {
        return new SeqNetException(reason + " " + cure);
    }
}
