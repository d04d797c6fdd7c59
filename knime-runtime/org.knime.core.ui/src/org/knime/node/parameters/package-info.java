/** Clean-room stand-in for KNIME's package of this name: parameter classes. */
package org.knime.node.parameters;
