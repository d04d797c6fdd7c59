/** Clean-room stand-in for KNIME's package of this name: how parameters are stored. */
package org.knime.node.parameters.persistence;
