/**
 * Columns of tables: how a node finds the column that a setting names, and how it handles rows in which the required
 * cell is missing.
 */
package org.seqnet.knime.column;
