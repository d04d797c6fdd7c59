package org.seqnet.engine.training;

import java.util.List;
import java.util.Objects;
import org.seqnet.engine.trained.ClusterRun;
import org.seqnet.engine.trained.EpochRecord;
import org.seqnet.engine.trained.StopReason;
import org.seqnet.engine.trained.TrainedNetwork;

/**
 * What a training gives.
 *
 * @param network the network: of the best epoch with early stopping, else of the last one; of the last one too if it
 *     reached the accuracy to stop at
 * @param history one record an epoch, in order
 * @param bestEpoch the epoch, counted from 1, whose weights the network has
 * @param stopReason why training ended
 */
public record TrainingResult(TrainedNetwork network, List<EpochRecord> history, int bestEpoch, StopReason stopReason) {
    /** Returns the same result of a training by several processes. */
    TrainingResult with(ClusterRun run) {
        var origin = network.provenance().withCluster(run);
        return new TrainingResult(network.with(origin), history, bestEpoch, stopReason);
    }

    public TrainingResult {
        Objects.requireNonNull(network, "network");
        Objects.requireNonNull(stopReason, "stopReason");
        history = List.copyOf(history);
    }
}
