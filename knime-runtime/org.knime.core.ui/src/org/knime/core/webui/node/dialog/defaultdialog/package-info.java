/** Clean-room stand-in for KNIME's package of this name: dialogs made from parameter classes. */
package org.knime.core.webui.node.dialog.defaultdialog;
