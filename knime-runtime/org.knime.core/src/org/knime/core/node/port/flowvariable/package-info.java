/** Clean-room stand-in for KNIME's package of this name: flow variable ports. */
package org.knime.core.node.port.flowvariable;
