/** Clean-room stand-in for KNIME's package of this name: nodes and what they run on. */
package org.knime.core.node;
