/** Clean-room stand-in for KNIME's package of this name: what changes in an open dialog. */
package org.knime.node.parameters.updates;
