/**
 * Reads CSV files by the settings that the CSV Reader of KNIME 5.8 saves, and refuses those that it does not know. An
 * invention of the embedded runtime.
 */
package org.knime.base.embedded.csv;
