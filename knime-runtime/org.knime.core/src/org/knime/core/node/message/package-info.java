/** Clean-room stand-in for KNIME's package of this name: messages of nodes. */
package org.knime.core.node.message;
