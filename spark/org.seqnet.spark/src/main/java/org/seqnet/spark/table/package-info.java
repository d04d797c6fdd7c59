/** Tables and files on a Hadoop file system, which become sequences in exact parts. */
package org.seqnet.spark.table;
