/** Clean-room stand-in for KNIME's package of this name: from locations to paths. */
package org.knime.filehandling.core.connections.location;
