package org.seqnet.engine.training;

import java.util.List;
import java.util.Optional;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.options.TrainingOptions;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.trained.Checkpoint;
import org.seqnet.engine.trained.EpochRecord;
import org.seqnet.engine.trained.EpochSums;
import org.seqnet.engine.trained.MeanWeights;
import org.seqnet.engine.trained.NetworkInput;
import org.seqnet.engine.trained.StopReason;
import org.seqnet.engine.trained.TrainedNetwork;

/** Saves a training by shards every so many rounds. */
final class CheckpointMaker {
    private final Checkpoints checkpoints;
    private final ShardedLearning learning;
    private final Architecture architecture;
    private final NetworkInput input;
    private final LabelDomain domain;
    private final TrainingOptions options;
    private final BirthCertificate certificate;
    private final int shards;
    private final String fingerprint;
    private long saved;

    CheckpointMaker(
            Checkpoints checkpoints,
            ShardedLearning learning,
            Architecture architecture,
            NetworkInput input,
            LabelDomain domain,
            TrainingOptions options,
            BirthCertificate certificate,
            int shards,
            String fingerprint) {
        this.checkpoints = checkpoints;
        this.learning = learning;
        this.architecture = architecture;
        this.input = input;
        this.domain = domain;
        this.options = options;
        this.certificate = certificate;
        this.shards = shards;
        this.fingerprint = fingerprint;
        this.saved = learning.rounds();
    }

    /** Says whether the training is to be saved as it is now. */
    boolean isDue() {
        return checkpoints.rounds() > 0
                && learning.isSettled()
                && learning.rounds() >= saved + checkpoints.rounds()
                && learning.state().isFinite();
    }

    /**
     * Saves it.
     *
     * @param history all epochs that are complete
     * @param batches how many mini-batches of the running epoch are done
     * @param average what they gave
     */
    void save(
            List<EpochRecord> history,
            int epochsBefore,
            int batches,
            RunningAverage average,
            Optional<BestEpoch> best) {
        var state = learning.state();
        var sums = average.figures();
        checkpoints.save(new Checkpoint(
                network(state.parameters(), state.updaterState(), state.steps(), history, history.size()),
                best.filter(epoch -> epoch.epoch() > 0)
                        .map(epoch -> network(
                                epoch.parameters(), epoch.updaterState(), epoch.steps(), history, epoch.epoch())),
                state.mean().length == 0
                        ? Optional.empty()
                        : Optional.of(new MeanWeights(state.mean(), state.averaged())),
                epochsBefore,
                batches,
                new EpochSums(
                        sums.sequences(),
                        sums.correct(),
                        sums.lossSum(),
                        sums.errors(),
                        average.duration().toNanos()),
                learning.rounds(),
                learning.interval(),
                shards,
                fingerprint));
        saved = learning.rounds();
    }

    private TrainedNetwork network(
            float[] parameters, float[] updaterState, long steps, List<EpochRecord> history, int epoch) {
        return new TrainedNetwork(
                architecture,
                input,
                domain,
                parameters,
                updaterState,
                steps,
                certificate.provenance(learning.device(), options, history, epoch, StopReason.ALL_EPOCHS_DONE));
    }
}
