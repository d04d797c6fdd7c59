/**
 * The Sequence Reshaper: makes sequences of tensors, images, lists, numeric columns, groups of rows or windows of
 * rows, and scales their values.
 */
package org.seqnet.knime.sequence;
