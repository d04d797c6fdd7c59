/** Clean-room stand-in for KNIME's package of this name: views of nodes. */
package org.knime.core.webui.node.view;
