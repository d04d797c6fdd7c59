package org.knime.core.node.context.ports;

import java.util.List;
import java.util.Map;
import org.knime.core.node.port.PortType;

/** A node's ports in groups. */
public interface PortsConfiguration {

    /** Returns all inputs in order. */
    PortType[] getInputPorts();

    /** Returns all outputs in order. */
    PortType[] getOutputPorts();

    /** Returns which inputs belong to which group; groups without any are left out. */
    Map<String, int[]> getInputPortLocation();

    /** Returns which outputs belong to which group; groups without any are left out. */
    Map<String, int[]> getOutputPortLocation();

    /** Returns the groups in order. */
    List<String> getPortGroupNames();
}
