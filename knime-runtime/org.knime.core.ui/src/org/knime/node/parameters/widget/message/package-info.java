/** Clean-room stand-in for KNIME's package of this name: notes in dialogs. */
package org.knime.node.parameters.widget.message;
