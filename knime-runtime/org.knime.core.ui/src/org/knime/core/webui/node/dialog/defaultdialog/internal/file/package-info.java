/** Clean-room stand-in for KNIME's package of this name: file choosers. */
package org.knime.core.webui.node.dialog.defaultdialog.internal.file;
