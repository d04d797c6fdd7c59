/** Clean-room stand-in for KNIME's package of this name: choices in dialogs. */
package org.knime.node.parameters.widget.choices;
