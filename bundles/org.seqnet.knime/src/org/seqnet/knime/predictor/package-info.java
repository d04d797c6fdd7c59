/**
 * The Network Predictor: appends a network's predictions, classes or sets of labels, and the probability of each class
 * or a score of each label if asked for, to the rows of a table.
 */
package org.seqnet.knime.predictor;
