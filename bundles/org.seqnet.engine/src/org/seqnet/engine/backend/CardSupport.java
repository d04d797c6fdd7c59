package org.seqnet.engine.backend;

import java.util.List;

/** What a bundle that computes on graphics cards by libraries of its own says about this machine. */
public interface CardSupport {
    /** The subject of the finding about free memory; once the card computes, what it uses is no shortcoming. */
    String MEMORY = "Graphics memory";

    /**
     * Looks for all that it needs, in the order in which a user would put things right. It can compute if nothing is
     * missing. Nothing is loaded that stays loaded but the driver.
     */
    List<Finding> diagnose(ComputeSettings settings);

    /**
     * As {@link #diagnose}, before it is started: ends where what is missing makes the rest vain, such as a driver.
     */
    default List<Finding> check(ComputeSettings settings) {
        return diagnose(settings);
    }

    /**
     * Says whether this machine has such a card, as far as the driver tells. If not, and the choice was left to the
     * engine, nobody is told why the processor computes.
     */
    default boolean hasCard() {
        return true;
    }

    /**
     * Starts the device that the settings name; once for each process.
     *
     * @throws org.seqnet.engine.SeqNetException if something is missing or does not work; it says what, and what to do
     */
    ComputeDevice start(ComputeSettings settings);
}
