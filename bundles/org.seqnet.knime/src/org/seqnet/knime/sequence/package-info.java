/**
 * The Sequence Reshaper: creates sequences from tensors, images, lists, numeric columns, groups of rows or windows of
 * rows, and scales their values.
 */
package org.seqnet.knime.sequence;
