package org.seqnet.spark.shard;

import java.io.Serializable;
import java.util.UUID;

/**
 * Tells shards apart that an executor holds.
 *
 * @param training the training that it is for
 * @param number its number
 */
record ShardKey(UUID training, int number) implements Serializable {}
