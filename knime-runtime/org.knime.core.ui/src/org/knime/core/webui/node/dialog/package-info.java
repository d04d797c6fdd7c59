/** Clean-room stand-in for KNIME's package of this name: dialogs, which are never shown. */
package org.knime.core.webui.node.dialog;
