package org.seqnet.engine.trained;

import java.util.Objects;
import java.util.Optional;
import org.seqnet.engine.SeqNetException;

/**
 * All that a training on a cluster needs to go on after a round, to the same bits as if it had never ended.
 *
 * @param latest the network as the last round left it, with its options and with the epochs that are complete
 * @param best the network of the best epoch so far, if the options have early stopping and an epoch is complete
 * @param mean the mean weights, if the options ask for them
 * @param epochsBefore how many of the epochs are of trainings before this one
 * @param batches how many mini-batches of the running epoch are done
 * @param sums what these gave
 * @param rounds how many rounds are done
 * @param interval how many mini-batches each shard learns in a round
 * @param shards into how many parts the training data are divided
 * @param fingerprint what must be the same for the training to go on: data and settings, as its maker writes them
 */
public record Checkpoint(
        TrainedNetwork latest,
        Optional<TrainedNetwork> best,
        Optional<MeanWeights> mean,
        int epochsBefore,
        int batches,
        EpochSums sums,
        long rounds,
        int interval,
        int shards,
        String fingerprint) {
    /**
     * Checks that the parts belong together.
     *
     * @throws SeqNetException if a number is out of its range, or the networks are of different kinds
     */
    public Checkpoint {
        Objects.requireNonNull(sums, "sums");
        Objects.requireNonNull(fingerprint, "fingerprint");
        int complete = latest.provenance().history().size();
        require(
                epochsBefore >= 0 && epochsBefore <= complete,
                "%d of its %d epochs are of trainings before it".formatted(epochsBefore, complete));
        require(batches >= 0, "%d mini-batches of the running epoch are done".formatted(batches));
        require(rounds >= 0, "%d rounds are done".formatted(rounds));
        require(interval >= 1, "a round has %d mini-batches".formatted(interval));
        require(shards >= 1, "there are %d shards".formatted(shards));
        require(
                best.isEmpty() || isLike(best.get(), latest),
                "its best network is of another architecture than the latest, or for other sequences or labels");
        require(
                mean.isEmpty() || mean.get().count() == latest.parameterCount(),
                "it has %d mean weights of %d parameters"
                        .formatted(mean.map(MeanWeights::count).orElse(0), latest.parameterCount()));
        int targets = sums.errors().targets().size();
        require(
                targets == 0 || targets == targets(latest),
                "it has errors of %d targets; the network predicts %d".formatted(targets, targets(latest)));
    }

    private static void require(boolean holds, String fault) {
        if (!holds) {
            throw new SeqNetException("The checkpoint cannot be right: " + fault + ".");
        }
    }

    private static boolean isLike(TrainedNetwork one, TrainedNetwork other) {
        return one.architecture().equals(other.architecture())
                && one.input().equals(other.input())
                && one.labels().equals(other.labels());
    }

    private static int targets(TrainedNetwork network) {
        return network.architecture()
                .head()
                .fold(
                        classes -> 0,
                        independent -> 0,
                        path -> 0,
                        values -> values.standards().size(),
                        steps -> 0);
    }
}
