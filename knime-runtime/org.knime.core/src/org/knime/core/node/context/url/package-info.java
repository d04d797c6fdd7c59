/** Clean-room stand-in for KNIME's package of this name: files that nodes are created from. */
package org.knime.core.node.context.url;
