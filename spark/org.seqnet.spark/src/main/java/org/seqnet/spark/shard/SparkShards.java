package org.seqnet.spark.shard;

import java.io.Serializable;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction2;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;
import org.seqnet.engine.training.ShardQuestion;
import org.seqnet.engine.training.Shards;
import org.seqnet.engine.training.ValidationShare;
import org.seqnet.spark.data.DataFacts;
import org.seqnet.spark.data.Example;

/**
 * Shards in the executors of a cluster: each partition is one. Its examples are kept on the executor's local disk, from
 * where they are packed when the shard is asked for the first time or its executor was lost.
 */
public final class SparkShards implements Shards, AutoCloseable {
    private static final long LOOK_MILLIS = 200;
    private static final long CLEANING_SECONDS = 10;

    private final JavaSparkContext context;
    private final JavaRDD<Part> parts;
    private final Broadcast<DataFacts> facts;
    private final ValidationShare heldOut;
    private final String data;
    private final BooleanSupplier cancelled;
    private final ShardKey training = new ShardKey(UUID.randomUUID(), 0);
    private int questions;
    private int mostWorkers = 1;

    private SparkShards(
            JavaSparkContext context,
            JavaRDD<Part> parts,
            DataFacts facts,
            Optional<ValidationShare> share,
            String data,
            BooleanSupplier cancelled) {
        this.context = context;
        this.parts = parts.persist(StorageLevel.DISK_ONLY());
        this.facts = context.broadcast(facts);
        this.heldOut = share.orElse(null);
        this.data = data;
        this.cancelled = cancelled;
    }

    /**
     * Makes shards of the partitions of training data.
     *
     * @param validation what networks are measured on, in as many partitions
     * @param facts what all data have in common
     * @param share what share of each partition of the training data is measured on instead
     * @param data where the training data come from, in words
     * @param cancelled is asked several times a second
     */
    public static SparkShards of(
            JavaRDD<Example> training,
            Optional<JavaRDD<Example>> validation,
            DataFacts facts,
            Optional<ValidationShare> share,
            String data,
            BooleanSupplier cancelled) {
        var learned = training.map(example -> new Part(example, false));
        var parts = validation
                .map(others -> learned.zipPartitions(others.map(example -> new Part(example, true)), both()))
                .orElse(learned);
        return new SparkShards(
                JavaSparkContext.fromSparkContext(training.context()), parts, facts, share, data, cancelled);
    }

    private static FlatMapFunction2<Iterator<Part>, Iterator<Part>, Part> both() {
        return (learned, measuredOn) -> new Chained<>(learned, measuredOn);
    }

    @Override
    public int count() {
        return parts.getNumPartitions();
    }

    @Override
    public String device() {
        return "Spark " + context.version() + ", " + context.master();
    }

    @Override
    public int workers() {
        return mostWorkers;
    }

    @Override
    public boolean holdsOut() {
        return heldOut != null;
    }

    @Override
    public String data() {
        return data;
    }

    @Override
    public <A extends Serializable> List<A> ask(ShardQuestion<A> question) {
        var asked = new Asked<>(training, questions++, facts, heldOut, question);
        return collected(parts.mapPartitionsWithIndex(asked, true)).stream()
                .map(Answer::get)
                .toList();
    }

    private <T> List<T> collected(JavaRDD<T> answers) {
        // the driver is one of the processes
        mostWorkers = Math.max(mostWorkers, context.sc().statusTracker().getExecutorInfos().length - 1);
        var job = answers.collectAsync();
        while (true) {
            try {
                return job.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                if (cancelled.getAsBoolean()) {
                    throw canceled(job);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw canceled(job);
            } catch (ExecutionException e) {
                throw ClusterFailure.of(e.getCause());
            }
        }
    }

    private static CancellationException canceled(JavaFutureAction<?> job) {
        job.cancel(true);
        return new CancellationException("Training was canceled.");
    }

    @Override
    public <S extends Serializable> Shared<S> share(S value) {
        return new Broadcasted<>(context.broadcast(value));
    }

    private record Broadcasted<S extends Serializable>(Broadcast<S> broadcast) implements Shared<S> {
        @Override
        public S value() {
            return broadcast.value();
        }

        @Override
        public void close() {
            broadcast.destroy();
        }
    }

    /**
     * Gives up what the executors hold, as far as they can be reached within some seconds; the others forget it after a
     * while.
     */
    @Override
    public void close() {
        if (context.sc().isStopped()) {
            return;
        }
        parts.unpersist(false);
        facts.destroy();
        var key = training;
        int most = Math.max(count(), 2 * context.defaultParallelism());
        var cleaning = context.parallelize(Collections.nCopies(most, 0), most)
                .foreachPartitionAsync(unused -> HeldShards.giveUp(key));
        try {
            cleaning.get(CLEANING_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            cleaning.cancel(true);
        } catch (TimeoutException | ExecutionException e) {
            cleaning.cancel(true); // what is held is forgotten sooner or later; the network is not
        }
    }
}
