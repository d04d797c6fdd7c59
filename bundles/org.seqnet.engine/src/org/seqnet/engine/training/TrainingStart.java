package org.seqnet.engine.training;

import java.util.List;
import org.seqnet.engine.options.TrainingOptions;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.trained.EpochRecord;
import org.seqnet.engine.trained.TrainedNetwork;

/**
 * Where a training starts.
 *
 * @param inputShape what the network reads, of which the training sequences are some
 * @param parameters the network's parameters
 * @param updaterState what the updater carries from step to step; empty if it is fresh or carries nothing
 * @param steps how many steps the updater has done
 * @param history the epochs before, in order
 */
record TrainingStart(
        SequenceShape inputShape, float[] parameters, float[] updaterState, long steps, List<EpochRecord> history) {

    /** Returns the start of a new network. */
    static TrainingStart fresh(SequenceShape inputShape, float[] parameters) {
        return new TrainingStart(inputShape, parameters, new float[0], 0, List.of());
    }

    /** Returns the place where another training ended; the updater starts afresh if it is another one. */
    static TrainingStart at(TrainedNetwork network, TrainingOptions options) {
        boolean kept = network.keepsStateOf(options.updater());
        return new TrainingStart(
                network.inputShape(),
                network.parameters(),
                kept ? network.updaterState() : new float[0],
                kept ? network.steps() : 0,
                network.provenance().history());
    }
}
