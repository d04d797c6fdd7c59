package org.seqnet.engine.sequence;

import org.seqnet.engine.SeqNetException;

/** Reports a value of a sequence that is missing where all must be there. */
public final class MissingValueException extends SeqNetException {
    private static final long serialVersionUID = 1L;

    private final int timeStep;
    private final int feature;

    /**
     * Names the place.
     *
     * @param timeStep counted from 0
     * @param feature counted from 0
     */
    MissingValueException(String message, int timeStep, int feature) {
        super(message);
        this.timeStep = timeStep;
        this.feature = feature;
    }

    /** Returns the time step of the value, counted from 0. */
    public int timeStep() {
        return timeStep;
    }

    /** Returns the feature of the value, counted from 0. */
    public int feature() {
        return feature;
    }
}
