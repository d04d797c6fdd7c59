/**
 * The data type for tensors: cell, value, renderers, and what a column's spec states about its tensors. Workflows save
 * the names of the cell, its serializer and the column's properties, so these never change.
 */
package org.seqnet.knime.tensor;
