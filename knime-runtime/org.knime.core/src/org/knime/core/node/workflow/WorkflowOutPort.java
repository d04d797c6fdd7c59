package org.knime.core.node.workflow;

import org.knime.core.node.port.PortType;

/** A metanode's output port; a workflow that runs here has none. */
public class WorkflowOutPort extends NodeOutPortWrapper {
    WorkflowOutPort(NodeContainer container, int index, PortType type) {
        super(container, index, type);
    }
}
