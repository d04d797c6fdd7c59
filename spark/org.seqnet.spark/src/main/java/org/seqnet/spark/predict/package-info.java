/**
 * Applies trained networks to tables on a cluster: {@link org.seqnet.spark.predict.SparkPredictor} appends the columns
 * that KNIME's Network Predictor appends.
 */
package org.seqnet.spark.predict;
