/** Clean-room stand-in for KNIME's package of this name: file locations and paths. */
package org.knime.filehandling.core.connections;
