package org.seqnet.engine.training;

import java.io.Serializable;
import java.util.List;

/**
 * The training data, divided into shards that other processes hold, such as the executors of a cluster. Whatever is
 * computed of all of them is put together here in the order of the shards, so that it depends on no process's speed.
 */
public interface Shards {

    /** Returns how many shards there are. */
    int count();

    /** Returns what computes, such as {@code Spark 3.5.9, local[2]}. */
    String device();

    /** Returns how many processes hold shards. */
    int workers();

    /** Says whether what is measured on was held out of the training data. */
    default boolean holdsOut() {
        return false;
    }

    /** Returns where the training data come from, in words; empty if nobody said. */
    default String data() {
        return "";
    }

    /**
     * Asks each shard, many at a time.
     *
     * @return the answers in the order of the shards
     * @throws org.seqnet.engine.SeqNetException if a shard cannot answer, or the cluster fails
     * @throws java.util.concurrent.CancellationException if the training is canceled meanwhile
     */
    <A extends Serializable> List<A> ask(ShardQuestion<A> question);

    /** Brings a value to all processes that hold shards, once each, for use in questions until it is closed. */
    <S extends Serializable> Shared<S> share(S value);

    /** A value that all processes that hold shards can read. */
    interface Shared<S extends Serializable> extends Serializable, AutoCloseable {

        /** Returns the value. */
        S value();

        /** Tells that no question will need the value again. */
        @Override
        void close();
    }
}
