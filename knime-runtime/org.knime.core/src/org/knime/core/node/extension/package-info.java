/** Clean-room stand-in for KNIME's package of this name: installed nodes. */
package org.knime.core.node.extension;
