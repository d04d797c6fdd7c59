package org.seqnet.spark.app;

import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.training.Checkpoints;
import org.seqnet.spark.SparkTrainer;
import org.seqnet.spark.shard.HadoopCheckpoints;
import picocli.CommandLine.Option;

/** How the work is divided, and what of it survives a failure. */
final class ClusterArguments {
    private static final int USUAL_ROUNDS = 100;

    @Option(
            names = "--shards",
            paramLabel = "N",
            description = "Parts of the training data that learn at the same time, at least 1. The network depends on "
                    + "it, not on the number of workers. Default: 2.")
    private int shards = 2;

    @Option(
            names = "--interval",
            paramLabel = "N",
            description = "Mini-batches that each shard learns between two averages of the weights, at least 1. "
                    + "Default: " + SparkTrainer.USUAL_INTERVAL + ".")
    private int interval = SparkTrainer.USUAL_INTERVAL;

    @Option(
            names = "--checkpoint",
            paramLabel = "DIR",
            description = "Saves the state of the training to this folder. Default: none.")
    private String checkpoint;

    @Option(
            names = "--checkpoint-rounds",
            paramLabel = "N",
            description = "Averages between two checkpoints, at least 1. Default: " + USUAL_ROUNDS + ".")
    private Integer checkpointRounds;

    @Option(
            names = "--continue",
            description = "Continues from the latest checkpoint in --checkpoint, if any. All other arguments must be "
                    + "the same. Default: an existing checkpoint is an error.")
    private boolean goesOn;

    @Option(
            names = "--resume",
            paramLabel = "NETWORK",
            description = "A network file to train on, for --epochs more. Default: a new network.")
    private String resume;

    /**
     * Checks the numbers.
     *
     * @throws WrongArgument if one is outside its range, or only makes sense with a folder of checkpoints
     */
    void require() {
        atLeastOne("--shards", shards);
        atLeastOne("--interval", interval);
        if (checkpoint == null && checkpointRounds != null) {
            throw new WrongArgument("--checkpoint-rounds: there is no folder for checkpoints. Set --checkpoint.");
        }
        if (checkpoint == null && goesOn) {
            throw new WrongArgument("--continue: there is no folder for checkpoints. Set --checkpoint.");
        }
        atLeastOne("--checkpoint-rounds", checkpointRounds());
        if (resume != null && goesOn) {
            throw new WrongArgument("--continue and --resume: training starts from one of them. Leave the other out.");
        }
    }

    private static void atLeastOne(String option, int value) {
        if (value < 1) {
            throw new WrongArgument("%s: %d is not at least 1.".formatted(option, value));
        }
    }

    int shards() {
        return shards;
    }

    int interval() {
        return interval;
    }

    /**
     * Returns where checkpoints are kept, if they are.
     *
     * @throws SeqNetException if the folder cannot be used, or has checkpoints that are not to be gone on from
     */
    Checkpoints checkpoints(Configuration hadoop) {
        if (checkpoint == null) {
            return Checkpoints.NONE;
        }
        try {
            return new HadoopCheckpoints(checkpoint, hadoop, checkpointRounds(), goesOn);
        } catch (SeqNetException e) {
            throw new SeqNetException("--checkpoint: " + e.getMessage(), e);
        }
    }

    private int checkpointRounds() {
        return checkpointRounds == null ? USUAL_ROUNDS : checkpointRounds;
    }

    Optional<String> resume() {
        return Optional.ofNullable(resume);
    }
}
