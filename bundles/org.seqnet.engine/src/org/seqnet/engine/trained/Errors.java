package org.seqnet.engine.trained;

/**
 * How far predicted numbers are from the actual ones, in the targets' own unit; of several targets, the mean of their
 * absolute errors, and the root of the mean of their squared ones. What is not known does not count.
 *
 * @param meanAbsolute MAE
 * @param rootMeanSquared RMSE
 */
public record Errors(double meanAbsolute, double rootMeanSquared) {}
