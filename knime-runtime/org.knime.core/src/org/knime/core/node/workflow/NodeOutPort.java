package org.knime.core.node.workflow;

import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;

/** An output port and what lies at it: a spec once configured, an object once executed. */
public interface NodeOutPort extends NodePort {
    /** Returns null while the node is idle, or does not know its output before it is executed. */
    PortObjectSpec getPortObjectSpec();

    /** Returns null until the node is executed. */
    PortObject getPortObject();

    FlowObjectStack getFlowObjectStack();
}
