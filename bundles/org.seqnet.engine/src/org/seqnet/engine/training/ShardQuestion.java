package org.seqnet.engine.training;

import java.io.Serializable;

/**
 * What each shard is asked. To be asked again, of the same shard made anew, gives the same answer to the bit.
 *
 * @param <A> the answer
 */
@FunctionalInterface
public interface ShardQuestion<A extends Serializable> extends Serializable {

    /** Returns the answer of a shard. */
    A of(Shard shard);
}
