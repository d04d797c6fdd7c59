/**
 * The Spark Network Learner: trains a network on Apache Spark, which runs as a program of its own. The node starts the
 * application {@code train}, follows what it reports, and reads the network that it writes; it contains no class of
 * Spark.
 */
package org.seqnet.knime.spark;
