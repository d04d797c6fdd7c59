/**
 * The Network Comparison: several networks classify the rows of one test table. It reports the accuracy and speed of
 * each, and for each pair whether the difference in accuracy may be due to chance.
 */
package org.seqnet.knime.comparison;
