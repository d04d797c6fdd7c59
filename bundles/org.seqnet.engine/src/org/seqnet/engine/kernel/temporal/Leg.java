package org.seqnet.engine.kernel.temporal;

import java.util.List;

/**
 * What is done with one sequence after another, without looking at others.
 *
 * @param meetings the normalizations that join what they know of all sequences before
 * @param steps in the order in which a sequence takes them
 */
record Leg(List<NormalizationOperation> meetings, List<Step> steps) {

    /** Does something with a sequence. */
    interface Step {
        /** @param task the task that the sequence belongs to; one thread at a time has it */
        void take(Signals signals, int sequence, int task);
    }
}
