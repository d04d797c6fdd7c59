package org.seqnet.cudnn.library;

import java.nio.file.Path;

/** Asks NVIDIA's driver. */
interface DriverQuery {

    /**
     * Loads the driver unless it is, and asks it.
     *
     * @param driver its library
     * @param card the number of the card to start
     * @throws ShortcomingException if it does not answer; it says why
     */
    DriverFacts ask(Path driver, int card) throws ShortcomingException;
}
