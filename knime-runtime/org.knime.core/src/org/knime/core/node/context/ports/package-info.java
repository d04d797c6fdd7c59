/** Clean-room stand-in for KNIME's package of this name: ports that users may add. */
package org.knime.core.node.context.ports;
