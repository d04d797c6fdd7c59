/** Clean-room stand-in for KNIME's package of this name: the CSV Reader. */
package org.knime.base.node.io.filehandling.csv.reader;
