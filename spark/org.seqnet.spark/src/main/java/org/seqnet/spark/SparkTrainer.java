package org.seqnet.spark;

import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.storage.StorageLevel;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Embedding;
import org.seqnet.engine.sequence.Vocabulary;
import org.seqnet.engine.trained.TrainedNetwork;
import org.seqnet.engine.training.Checkpoints;
import org.seqnet.engine.training.ShardedTrainer;
import org.seqnet.engine.training.TrainingListener;
import org.seqnet.engine.training.TrainingResult;
import org.seqnet.engine.training.ValidationShare;
import org.seqnet.spark.data.DataFacts;
import org.seqnet.spark.data.Declared;
import org.seqnet.spark.data.Example;
import org.seqnet.spark.shard.ClusterFailure;
import org.seqnet.spark.shard.SparkShards;

/**
 * Trains networks on a cluster: each partition of the training data is a shard, which learns by itself for some
 * mini-batches; then parameters and the optimizer's state are averaged ({@link ShardedTrainer}).
 *
 * <p>The network depends on the partitions and their order, not on the number of workers, nor on which of them computes
 * what.
 *
 * @param interval how many mini-batches each shard learns between two averages, at least 1
 * @param declared what is known of the data before they are read
 * @param share the share of each shard that is held out to measure on, unless there are validation data
 * @param data where the training data come from, for the network's provenance; may be empty
 * @param checkpoints where to go on, and where to keep what is needed for it
 */
public record SparkTrainer(
        int interval, Declared declared, Optional<ValidationShare> share, String data, Checkpoints checkpoints) {
    /** The mini-batches between two averages unless another number is asked for. */
    public static final int USUAL_INTERVAL = 20;

    /** Makes a trainer with the usual interval, which holds nothing out. */
    public SparkTrainer() {
        this(USUAL_INTERVAL, Declared.NOTHING, Optional.empty(), "", Checkpoints.NONE);
    }

    public SparkTrainer {
        Objects.requireNonNull(declared, "declared");
        Objects.requireNonNull(share, "share");
        Objects.requireNonNull(data, "data");
        Objects.requireNonNull(checkpoints, "checkpoints");
    }

    /** Returns a trainer with another interval. */
    public SparkTrainer withInterval(int miniBatches) {
        return new SparkTrainer(miniBatches, declared, share, data, checkpoints);
    }

    /** Returns a trainer that knows more of the data. */
    public SparkTrainer withDeclared(Declared known) {
        return new SparkTrainer(interval, known, share, data, checkpoints);
    }

    /** Returns a trainer that holds a share out. */
    public SparkTrainer withShare(Optional<ValidationShare> heldOut) {
        return new SparkTrainer(interval, declared, heldOut, data, checkpoints);
    }

    /** Returns a trainer that writes down where the data come from. */
    public SparkTrainer withData(String source) {
        return new SparkTrainer(interval, declared, share, source, checkpoints);
    }

    /** Returns a trainer that keeps what it needs to go on, and goes on if it finds something. */
    public SparkTrainer withCheckpoints(Checkpoints kept) {
        return new SparkTrainer(interval, declared, share, data, kept);
    }

    /**
     * Trains a new network.
     *
     * @param training what it learns from
     * @param validation what it is measured on, in as many partitions
     * @throws SeqNetException if the data cannot be learned from, or the cluster fails
     * @throws java.util.concurrent.CancellationException if the listener cancels
     */
    public TrainingResult train(
            Recipe recipe,
            JavaRDD<Example> training,
            Optional<JavaRDD<Example>> validation,
            TrainingListener listener) {
        return onShards(
                training,
                validation,
                declared,
                listener,
                (trainer, facts) -> trainer.train(
                        architecture(recipe, facts),
                        recipe.preprocessing(),
                        recipe.options(),
                        facts.domain(),
                        facts.vocabulary(),
                        listener));
    }

    /**
     * Trains a network on.
     *
     * @param recipe whose encoder differs from the network's in nothing but dropout, and whose head does not count
     * @throws SeqNetException as {@link #train} does
     * @throws java.util.concurrent.CancellationException as {@link #train} does
     */
    public TrainingResult resume(
            TrainedNetwork network,
            Recipe recipe,
            JavaRDD<Example> training,
            Optional<JavaRDD<Example>> validation,
            TrainingListener listener) {
        return onShards(
                training,
                validation,
                declared.withNames(network.labels().names()),
                listener,
                (trainer, facts) ->
                        trainer.resume(network, recipe.encoder(), recipe.options(), facts.domain(), listener));
    }

    /** What is done on shards. */
    private interface Work {
        TrainingResult with(ShardedTrainer trainer, DataFacts facts);
    }

    private TrainingResult onShards(
            JavaRDD<Example> training,
            Optional<JavaRDD<Example>> validation,
            Declared known,
            TrainingListener listener,
            Work work) {
        requireJavaSerializer(training);
        requireAsMany(training, validation);
        // read twice: once for what all have in common, once to be packed
        var read = training.map(example -> example).persist(StorageLevel.DISK_ONLY());
        try {
            var facts = DataFacts.of(read, known);
            validation.ifPresent(facts::requireSeen);
            try (var shards = SparkShards.of(
                    read,
                    validation,
                    facts,
                    validation.isPresent() ? Optional.empty() : share,
                    data,
                    listener::isCancelled)) {
                return work.with(new ShardedTrainer(shards, interval, checkpoints), facts);
            }
        } catch (SeqNetException | CancellationException e) {
            throw e;
        } catch (Exception e) { // Spark throws checked exceptions that it does not declare
            throw ClusterFailure.of(e);
        } finally {
            read.unpersist(false);
        }
    }

    /** Kryo of Spark cannot make records. */
    private static void requireJavaSerializer(JavaRDD<Example> training) {
        var serializer = training.context().getConf().get("spark.serializer", "");
        if (serializer.contains("Kryo")) {
            throw new SeqNetException("spark.serializer: Kryo is not supported for training. Set it to "
                    + "org.apache.spark.serializer.JavaSerializer.");
        }
    }

    private static void requireAsMany(JavaRDD<Example> training, Optional<JavaRDD<Example>> validation) {
        int shards = training.getNumPartitions();
        int others = validation.map(JavaRDD::getNumPartitions).orElse(shards);
        if (others != shards) {
            throw new SeqNetException(
                    "The validation data have %,d partitions, the training data %,d. Both need as many."
                            .formatted(others, shards));
        }
    }

    private static Architecture architecture(Recipe recipe, DataFacts facts) {
        var embedding = facts.vocabulary()
                .map(Vocabulary::size)
                .map(size -> recipe.embeddingDimensions() > 0
                        ? new Embedding(size, recipe.embeddingDimensions())
                        : Embedding.fitting(size));
        return new Architecture(embedding, recipe.encoder(), recipe.head().apply(facts.domain()), recipe.members());
    }
}
