package org.knime.core.node.workflow;

import org.knime.core.node.port.PortType;

/** A metanode's input port; a workflow that runs here has none. */
public final class WorkflowInPort extends NodeInPort {
    WorkflowInPort(int index, PortType type) {
        super(index, type);
    }
}
