/** Clean-room stand-in for KNIME's package of this name: choices of columns. */
package org.knime.node.parameters.widget.choices.util;
