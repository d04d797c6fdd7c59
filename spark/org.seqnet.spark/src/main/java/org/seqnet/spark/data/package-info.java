/** Sequences on a cluster, with what is known of each. */
package org.seqnet.spark.data;
