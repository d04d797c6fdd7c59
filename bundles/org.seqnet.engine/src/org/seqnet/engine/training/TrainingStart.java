package org.seqnet.engine.training;

import java.util.List;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.StartWeights;
import org.seqnet.engine.options.LearnedLayers;
import org.seqnet.engine.options.TrainingOptions;
import org.seqnet.engine.trained.EpochRecord;
import org.seqnet.engine.trained.NetworkInput;
import org.seqnet.engine.trained.TrainedNetwork;

/**
 * Where a training starts.
 *
 * @param input what the network reads, of which the training sequences are some
 * @param parameters the network's parameters
 * @param updaterState what the updater carries from step to step; empty if it is fresh or carries nothing
 * @param steps how many steps the updater has done
 * @param history the epochs before, in order
 * @param learned which layers learn, and how fast
 */
record TrainingStart(
        NetworkInput input,
        float[] parameters,
        float[] updaterState,
        long steps,
        List<EpochRecord> history,
        LearnedLayers learned) {

    /** Returns the start of a new network. */
    static TrainingStart fresh(NetworkInput input, Architecture architecture, long seed) {
        return fresh(input, StartWeights.of(architecture, input.preprocessed(), seed), LearnedLayers.ALL);
    }

    /** Returns the start of a network with the encoder of another one. */
    static TrainingStart transferred(
            TrainedNetwork network, LearnedLayers learned, Architecture architecture, long seed) {
        var parameters = StartWeights.of(architecture, network.input().preprocessed(), seed);
        var trained = network.parameters();
        int members = architecture.members();
        int from = trained.length / members;
        int to = parameters.length / members;
        var encoder = network.architecture().encoder();
        int length = Math.toIntExact(from - network.architecture().head().parameterCount(encoder.outputs()));
        for (int member = 0; member < members; member++) {
            System.arraycopy(trained, member * from, parameters, member * to, length);
        }
        return fresh(network.input(), parameters, learned);
    }

    private static TrainingStart fresh(NetworkInput input, float[] parameters, LearnedLayers learned) {
        return new TrainingStart(input, parameters, new float[0], 0, List.of(), learned);
    }

    /** Returns the place where another training ended; the updater starts afresh if it is another one. */
    static TrainingStart at(TrainedNetwork network, TrainingOptions options) {
        boolean kept = network.keepsStateOf(options.updater());
        return new TrainingStart(
                network.input(),
                network.parameters(),
                kept ? network.updaterState() : new float[0],
                kept ? network.steps() : 0,
                network.provenance().history(),
                LearnedLayers.ALL);
    }
}
