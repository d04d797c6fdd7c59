/** Clean-room stand-in for KNIME's package of this name: how nodes are created. */
package org.knime.core.node.context;
