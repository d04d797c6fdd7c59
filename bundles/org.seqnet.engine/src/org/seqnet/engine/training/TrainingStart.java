package org.seqnet.engine.training;

import java.util.List;
import org.seqnet.engine.model.TrainedNetwork;

/**
 * Where a training starts.
 *
 * @param parameters the network's parameters
 * @param updaterState what the updater carries from step to step; empty if it is fresh or carries nothing
 * @param steps how many steps the updater has done
 * @param history the epochs before, in order
 */
record TrainingStart(float[] parameters, float[] updaterState, long steps, List<EpochRecord> history) {

    /** Returns the start of a new network. */
    static TrainingStart fresh(float[] parameters) {
        return new TrainingStart(parameters, new float[0], 0, List.of());
    }

    /** Returns the place where another training ended; the updater starts afresh if it is another one. */
    static TrainingStart at(TrainedNetwork network, TrainingOptions options) {
        boolean kept = network.keepsStateOf(options.updater());
        return new TrainingStart(
                network.parameters(),
                kept ? network.updaterState() : new float[0],
                kept ? network.steps() : 0,
                network.provenance().history());
    }
}
