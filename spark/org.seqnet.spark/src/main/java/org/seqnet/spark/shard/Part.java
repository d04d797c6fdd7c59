package org.seqnet.spark.shard;

import java.io.Serializable;
import org.seqnet.spark.data.Example;

/**
 * An example of a shard.
 *
 * @param isMeasuredOn whether networks are measured on it; otherwise they learn from it
 */
record Part(Example example, boolean isMeasuredOn) implements Serializable {}
