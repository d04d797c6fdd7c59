package org.knime.core.node.context.ports;

import java.util.Map;
import org.knime.core.node.context.DeepCopy;
import org.knime.core.node.context.NodeSettingsPersistable;

/** A node's ports in groups, while users can add and remove some. */
public interface ModifiablePortsConfiguration
        extends PortsConfiguration, DeepCopy<ModifiablePortsConfiguration>, NodeSettingsPersistable {

    /** Returns the groups to which ports can be added. */
    Map<String, ExtendablePortGroup> getExtendablePorts();
}
