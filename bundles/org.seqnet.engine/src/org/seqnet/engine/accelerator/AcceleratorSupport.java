package org.seqnet.engine.accelerator;

import java.util.Optional;
import org.seqnet.engine.backend.CardSupport;
import org.seqnet.engine.backend.ComputeSettings;
import org.seqnet.engine.network.Architecture;

/**
 * The way into a bundle that brings an accelerator. The engine finds its class by name, so that it need not be
 * installed; it has a public constructor without parameters.
 */
public interface AcceleratorSupport extends CardSupport {

    /**
     * Returns why none of its devices computes such a network, as a sentence for people; empty if they do. Neither the
     * machine is looked at for that nor anything started: it is asked while a workflow opens.
     */
    Optional<String> refusal(Architecture architecture);

    @Override
    Accelerator start(ComputeSettings settings);
}
