/**
 * The Network Explainer: which time steps and features the predictions of a network rest on, row by row, and what each
 * feature is worth for the whole table.
 */
package org.seqnet.knime.explainer;
