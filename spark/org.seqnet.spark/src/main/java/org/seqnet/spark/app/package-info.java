/** The applications for spark-submit: train and score. */
package org.seqnet.spark.app;
