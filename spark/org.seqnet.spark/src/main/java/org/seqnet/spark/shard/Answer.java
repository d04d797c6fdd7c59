package org.seqnet.spark.shard;

import java.io.Serializable;
import org.seqnet.engine.SeqNetException;

/**
 * What a shard answered. A failure is an answer: Spark would ask again, and wrap it in its own words.
 *
 * @param value the answer; null if it failed
 * @param failure the message of the failure; null if there was none
 */
record Answer<A extends Serializable>(A value, String failure) implements Serializable {

    /** Returns the value. */
    A get() {
        if (failure != null) {
            throw new SeqNetException(failure);
        }
        return value;
    }
}
