/**
 * The Network Predictor: appends a network's predictions, and the probability of each class if asked for, to the rows
 * of a table.
 */
package org.seqnet.knime.predictor;
