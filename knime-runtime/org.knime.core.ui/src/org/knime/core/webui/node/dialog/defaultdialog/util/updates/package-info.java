/** Clean-room stand-in for KNIME's package of this name: what dialogs throw. */
package org.knime.core.webui.node.dialog.defaultdialog.util.updates;
