package org.seqnet.engine.trained;

import java.util.Objects;
import org.seqnet.engine.SeqNetException;

/**
 * How a network was trained by several processes.
 *
 * @param cluster what connected them, such as {@code Spark 3.5.9, spark://host:7077}
 * @param workers how many processes computed at most
 * @param shards into how many parts the training data were divided; the result depends on it
 * @param interval how many mini-batches each shard learned between two averages
 * @param rounds how many averages there were
 * @param data where the training data came from; empty if nobody said
 */
public record ClusterRun(String cluster, int workers, int shards, int interval, long rounds, String data) {
    /**
     * Checks the numbers.
     *
     * @throws SeqNetException if there are no workers, shards or mini-batches, or a negative number of rounds
     */
    public ClusterRun {
        Objects.requireNonNull(cluster, "cluster");
        Objects.requireNonNull(data, "data");
        require("Workers", workers, 1);
        require("Shards", shards, 1);
        require("Mini-batches between averages", interval, 1);
        require("Rounds", rounds, 0);
    }

    private static void require(String what, long number, long least) {
        if (number < least) {
            throw new SeqNetException(
                    what + " of a training on a cluster: " + number + " is not at least " + least + ".");
        }
    }
}
