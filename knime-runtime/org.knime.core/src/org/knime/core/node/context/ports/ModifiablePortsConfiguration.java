package org.knime.core.node.context.ports;

import java.util.Map;
import org.knime.core.node.context.DeepCopy;
import org.knime.core.node.context.NodeSettingsPersistable;

/** A node's ports in groups, while users can add and remove some. */
public interface ModifiablePortsConfiguration
        extends PortsConfiguration, DeepCopy<ModifiablePortsConfiguration>, NodeSettingsPersistable {

    /** Returns the groups of one port whose type can be chosen. */
    Map<String, ExchangeablePortGroup> getExchangeablePorts();

    /** Returns the groups to which ports can be added. */
    Map<String, ExtendablePortGroup> getExtendablePorts();

    /** Returns a group; throws {@link java.util.NoSuchElementException} if there is none of that name. */
    PortGroupConfiguration getGroup(final String grpName);

    /** Maps inputs, the flow variable port being 0, to those of another configuration; -1 is a removed one. */
    Map<Integer, Integer> mapInputPorts(final PortsConfiguration otherConfig);

    /** Maps outputs, the flow variable port being 0, to those of another configuration; -1 is a removed one. */
    Map<Integer, Integer> mapOutputPorts(final PortsConfiguration otherConfig);

    /** Tells whether users add ports by hand. */
    default boolean isInteractive(final String groupIdentifier) {
        return true;
    }
}
