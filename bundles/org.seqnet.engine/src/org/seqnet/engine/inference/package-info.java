/**
 * Applies trained networks: {@link org.seqnet.engine.inference.Classifier} gives class probabilities in batches, and
 * {@link org.seqnet.engine.inference.TimedClassification} measures how fast several networks do so.
 */
package org.seqnet.engine.inference;
