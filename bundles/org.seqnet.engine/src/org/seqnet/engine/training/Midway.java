package org.seqnet.engine.training;

import org.seqnet.engine.accelerator.Figures;

/**
 * Where a training stands within an epoch.
 *
 * @param batches how many of its mini-batches are done
 * @param figures what they gave
 * @param nanos how long they took
 */
record Midway(int batches, Figures figures, long nanos) {
    /** The beginning of an epoch. */
    static final Midway BEGINNING = new Midway(0, Figures.NONE, 0);
}
