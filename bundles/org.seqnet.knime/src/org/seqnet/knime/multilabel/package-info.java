/**
 * The Multi-Label Scorer: compares the actual and the predicted labels of each row, of which there can be any number,
 * with intervals, and the difference of two predictions for the same rows.
 */
package org.seqnet.knime.multilabel;
