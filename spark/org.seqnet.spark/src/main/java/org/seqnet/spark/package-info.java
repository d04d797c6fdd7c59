/** Trains networks on Apache Spark: what to train, and the trainer that makes shards of the partitions of data. */
package org.seqnet.spark;
