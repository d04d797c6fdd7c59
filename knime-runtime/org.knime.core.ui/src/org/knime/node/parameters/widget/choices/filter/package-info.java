/** Clean-room stand-in for KNIME's package of this name: choices of several. */
package org.knime.node.parameters.widget.choices.filter;
