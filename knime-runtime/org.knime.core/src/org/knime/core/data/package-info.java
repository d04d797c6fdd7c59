/** Clean-room stand-in for KNIME's package of this name: cells, values, rows and specifications of tables. */
package org.knime.core.data;
