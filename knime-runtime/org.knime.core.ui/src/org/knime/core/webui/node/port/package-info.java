/** Clean-room stand-in for KNIME's package of this name: views of ports. */
package org.knime.core.webui.node.port;
