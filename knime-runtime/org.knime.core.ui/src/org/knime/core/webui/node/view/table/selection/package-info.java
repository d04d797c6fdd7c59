/** Clean-room stand-in for KNIME's package of this name: selected rows of views. */
package org.knime.core.webui.node.view.table.selection;
