/** Clean-room stand-in for KNIME's package of this name: locations in settings. */
package org.knime.filehandling.core.data.location;
