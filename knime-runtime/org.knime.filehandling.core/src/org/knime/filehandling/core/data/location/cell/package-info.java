/** Clean-room stand-in for KNIME's package of this name: locations in cells. */
package org.knime.filehandling.core.data.location.cell;
