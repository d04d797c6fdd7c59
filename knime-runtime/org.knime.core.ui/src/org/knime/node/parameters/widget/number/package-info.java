/** Clean-room stand-in for KNIME's package of this name: bounds of numbers. */
package org.knime.node.parameters.widget.number;
