/**
 * Runs the application jar on real clusters: a master and workers as processes of their own on this machine, of each
 * line of Spark that is supported. Processes are killed and stopped, disks are full, and the networks must be the same.
 */
package org.seqnet.spark.cluster;
