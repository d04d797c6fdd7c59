/** Clean-room stand-in for KNIME's package of this name: parts of dialogs. */
package org.knime.node.parameters.layout;
