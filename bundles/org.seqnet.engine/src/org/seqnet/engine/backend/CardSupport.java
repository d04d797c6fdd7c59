package org.seqnet.engine.backend;

import java.util.List;

/** What a bundle that computes on graphics cards by libraries of its own says about this machine. */
public interface CardSupport {

    /**
     * Looks for all that it needs, in the order in which a user would put things right. It can compute if nothing is
     * missing. Nothing is loaded that stays loaded but the driver.
     */
    List<Finding> diagnose(ComputeSettings settings);
}
