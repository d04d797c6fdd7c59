/**
 * The quality of predictions: of one class each, the confusion matrix with the statistics of each class, measures for
 * classes of different sizes, curves and calibration; of several labels each, their counts and overall figures; of a
 * label per time step, figures of segments;
 * confidence intervals, and tests of whether two networks really differ. Everything is computed from counts, labels and
 * scores, without a network.
 */
package org.seqnet.engine.metrics;
