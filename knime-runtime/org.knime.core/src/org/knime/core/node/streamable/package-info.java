/** Clean-room stand-in for KNIME's package of this name: streaming, which is never done. */
package org.knime.core.node.streamable;
