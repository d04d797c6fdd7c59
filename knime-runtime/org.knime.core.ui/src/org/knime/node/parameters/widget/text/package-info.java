/** Clean-room stand-in for KNIME's package of this name: patterns of texts. */
package org.knime.node.parameters.widget.text;
