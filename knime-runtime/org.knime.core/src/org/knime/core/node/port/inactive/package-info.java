/** Clean-room stand-in for KNIME's package of this name: inactive branches. */
package org.knime.core.node.port.inactive;
