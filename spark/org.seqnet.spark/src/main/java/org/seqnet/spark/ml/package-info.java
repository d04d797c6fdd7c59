/**
 * The engine as stages of Spark ML's pipelines: {@link org.seqnet.spark.ml.SequenceEstimator} trains networks,
 * {@link org.seqnet.spark.ml.SequenceModel} applies them.
 */
package org.seqnet.spark.ml;
