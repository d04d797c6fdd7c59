/** Clean-room stand-in for KNIME's package of this name: views of tables. */
package org.knime.core.webui.node.view.table;
