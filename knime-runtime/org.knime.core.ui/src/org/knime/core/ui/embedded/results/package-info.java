/**
 * Writes what a batch run leaves for people without KNIME: each table as a CSV file, each view as a page of its own,
 * and an index of all. An invention of the embedded runtime.
 */
package org.knime.core.ui.embedded.results;
