/**
 * Columns of tables: how a node finds the column that a setting names, and what it may do with rows in which the cell
 * that it needs is missing.
 */
package org.seqnet.knime.column;
