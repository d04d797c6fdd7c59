/** Clean-room stand-in for KNIME's package of this name: numbers and messages of nodes. */
package org.knime.core.node.workflow;
