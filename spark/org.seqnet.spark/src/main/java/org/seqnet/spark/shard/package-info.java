/** The shards of a training in the executors of a Spark cluster. */
package org.seqnet.spark.shard;
