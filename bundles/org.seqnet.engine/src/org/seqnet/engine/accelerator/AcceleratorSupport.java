package org.seqnet.engine.accelerator;

import org.seqnet.engine.backend.CardSupport;
import org.seqnet.engine.backend.ComputeSettings;

/**
 * The way into a bundle that brings an accelerator. The engine finds its class by name, so that it need not be
 * installed; it has a public constructor without parameters.
 */
public interface AcceleratorSupport extends CardSupport {

    /**
     * Starts the device that the settings name; once for each process.
     *
     * @throws org.seqnet.engine.SeqNetException if something is missing or does not work; it says what, and what to do
     */
    Accelerator start(ComputeSettings settings);
}
