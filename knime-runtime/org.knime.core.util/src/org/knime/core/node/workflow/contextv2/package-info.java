/** Clean-room stand-in for KNIME's package of this name: where a workflow lies and runs. */
package org.knime.core.node.workflow.contextv2;
