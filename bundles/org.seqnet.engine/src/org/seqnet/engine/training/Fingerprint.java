package org.seqnet.engine.training;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.options.TrainingOptions;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.trained.Checkpoint;

/**
 * Data and settings that must be the same for a training to go on from a checkpoint.
 *
 * @param architecture as it was asked for
 * @param options as they were asked for; the number of threads does not count
 * @param facts of the data as a whole
 * @param parts those of each shard
 * @param domain the labels or targets
 * @param more what else decides on the network
 */
record Fingerprint(
        Architecture architecture,
        TrainingOptions options,
        ShardFacts facts,
        List<ShardFacts> parts,
        LabelDomain domain,
        String more) {

    /** Returns it as a text of fixed length. */
    String text() {
        var all = architecture + "\n" + options.withThreads(0) + "\n" + parts + "\n" + domain + "\n" + more;
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(all.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }

    /** Checks that a checkpoint is of the same training. */
    void requireSame(Checkpoint checkpoint, int shards, int interval) {
        if (checkpoint.shards() != shards || checkpoint.interval() != interval) {
            throw new SeqNetException(
                    ("The checkpoint is of a training with %,d shards and an interval of %,d, not %,d "
                                    + "and %,d. Use the same, or begin without the checkpoint.")
                            .formatted(checkpoint.shards(), checkpoint.interval(), shards, interval));
        }
        if (!checkpoint.fingerprint().equals(text())) {
            throw new SeqNetException("The checkpoint is of a training with other data or settings. Use the same, or "
                    + "begin without the checkpoint.");
        }
    }
}
