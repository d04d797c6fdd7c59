/** Clean-room stand-in for KNIME's package of this name: buttons of dialogs. */
package org.knime.core.webui.node.dialog.defaultdialog.internal.button;
