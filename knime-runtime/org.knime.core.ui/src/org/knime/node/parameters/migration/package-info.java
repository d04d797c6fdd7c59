/** Clean-room stand-in for KNIME's package of this name: settings of older workflows. */
package org.knime.node.parameters.migration;
