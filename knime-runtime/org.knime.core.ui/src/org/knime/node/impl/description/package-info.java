/** Clean-room stand-in for KNIME's package of this name: node descriptions. */
package org.knime.node.impl.description;
