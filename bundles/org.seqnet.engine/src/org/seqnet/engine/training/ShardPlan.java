package org.seqnet.engine.training;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.UUID;
import org.seqnet.engine.model.ModelArchive;
import org.seqnet.engine.options.LearnedLayers;
import org.seqnet.engine.trained.TrainedNetwork;

/**
 * What stays the same for all shards during a training.
 *
 * @param number tells plans apart
 * @param network the network before the training, with its options, as a file has it
 * @param learned which layers learn, and how fast
 * @param frequencies how many training sequences have each label
 * @param meanWeight the mean weight that the data give to training sequences
 * @param validationFrequencies how many validation sequences have each label
 */
record ShardPlan(
        UUID number,
        byte[] network,
        LearnedLayers learned,
        long[] frequencies,
        double meanWeight,
        long[] validationFrequencies)
        implements Serializable {

    static ShardPlan of(TrainedNetwork start, LearnedLayers learned, ShardFacts facts) {
        return new ShardPlan(
                UUID.randomUUID(),
                bytes(start),
                learned,
                longs(facts.truth().frequencies()),
                facts.weightSum() / Math.max(1, facts.sequences().sequences()),
                longs(facts.validationTruth().frequencies()));
    }

    private static long[] longs(List<Long> counts) {
        return counts.stream().mapToLong(count -> count).toArray();
    }

    private static byte[] bytes(TrainedNetwork network) {
        var out = new ByteArrayOutputStream();
        try {
            ModelArchive.write(network, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    TrainedNetwork start() {
        try {
            return ModelArchive.read(new ByteArrayInputStream(network), "the plan of the training");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
