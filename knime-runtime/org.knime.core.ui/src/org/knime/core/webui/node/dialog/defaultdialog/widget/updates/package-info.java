/** Clean-room stand-in for KNIME's package of this name: placeholders of annotations. */
package org.knime.core.webui.node.dialog.defaultdialog.widget.updates;
