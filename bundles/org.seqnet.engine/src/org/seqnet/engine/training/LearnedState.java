package org.seqnet.engine.training;

import java.io.Serializable;

/**
 * What a network and its optimizer have learned.
 *
 * @param parameters the network's parameters
 * @param updaterState what the updater carries from step to step; empty if it carries nothing, or is fresh
 * @param mean the running mean of the parameters; empty if they are not averaged
 * @param averaged of how many steps the mean is
 * @param steps how many steps the updater has done
 */
record LearnedState(float[] parameters, float[] updaterState, float[] mean, long averaged, long steps)
        implements Serializable {

    /** Says whether all numbers are finite. */
    boolean isFinite() {
        return isFinite(parameters) && isFinite(updaterState) && isFinite(mean);
    }

    private static boolean isFinite(float[] values) {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                return false;
            }
        }
        return true;
    }
}
