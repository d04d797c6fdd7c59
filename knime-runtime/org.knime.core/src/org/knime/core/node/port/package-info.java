/** Clean-room stand-in for KNIME's package of this name: ports and what lies at them. */
package org.knime.core.node.port;
