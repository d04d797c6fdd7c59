/** How workflows, nodes and flow variables lie in folders and settings. */
package org.knime.core.embedded.workflow;
