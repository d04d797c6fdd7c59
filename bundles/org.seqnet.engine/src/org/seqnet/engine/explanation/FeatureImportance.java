package org.seqnet.engine.explanation;

import org.seqnet.engine.metrics.MeanInterval;

/**
 * What a feature is worth to a network's predictions: how much worse they get without it, over some repetitions.
 *
 * @param accuracyDecrease by how much the share of correct predictions falls
 * @param lossIncrease by how much the log loss rises, the mean of -log P of the actual classes, in nats
 */
public record FeatureImportance(MeanInterval accuracyDecrease, MeanInterval lossIncrease) {}
