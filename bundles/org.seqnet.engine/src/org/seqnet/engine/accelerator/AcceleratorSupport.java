package org.seqnet.engine.accelerator;

import org.seqnet.engine.backend.CardSupport;
import org.seqnet.engine.backend.ComputeSettings;

/**
 * The way into a bundle that brings an accelerator. The engine finds its class by name, so that it need not be
 * installed; it has a public constructor without parameters.
 */
public interface AcceleratorSupport extends CardSupport {

    @Override
    Accelerator start(ComputeSettings settings);
}
