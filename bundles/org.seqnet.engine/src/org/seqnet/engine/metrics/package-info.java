/**
 * The quality of predictions: the confusion matrix with the statistics of each class, confidence intervals, and tests
 * of whether two networks really differ. Everything is computed from counts and labels, without a network.
 */
package org.seqnet.engine.metrics;
