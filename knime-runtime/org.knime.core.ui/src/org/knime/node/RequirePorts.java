package org.knime.node;

import java.util.function.Consumer;
import java.util.function.Function;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.port.PortType;
import org.knime.node.DefaultNode.RequireModel;
import org.knime.node.RequirePorts.ConfigurablePort.ExtendableConfigurablePort;
import org.knime.node.RequirePorts.ConfigurablePort.FinalConfigurablePort;
import org.knime.node.RequirePorts.ConfigurablePort.OptionalConfigurablePort;

/** The sixth stage of {@link DefaultNode}: its ports. */
public interface RequirePorts {
    /** Declares ports that are always there. */
    default RequireModel ports(Consumer<PortsAdder> ports) {
        return dynamicPorts(groups -> ports.accept(new PortsAdder() {
            @Override
            public PortsAdder addInputPort(String name, String description, PortType portType) {
                groups.addInputPortGroup(
                        name, group -> group.name(name).description(description).fixed(portType));
                return this;
            }

            @Override
            public PortsAdder addOutputPort(String name, String description, PortType portType) {
                groups.addOutputPortGroup(
                        name, group -> group.name(name).description(description).fixed(portType));
                return this;
            }
        }));
    }

    /** Declares ports some of which the user may add and remove. */
    RequireModel dynamicPorts(Consumer<DynamicPortsAdder> ports);

    /** Takes ports that are always there. */
    interface PortsAdder {
        PortsAdder addInputPort(String name, String description, PortType portType);

        PortsAdder addOutputPort(String name, String description, PortType portType);

        default PortsAdder addInputTable(String name, String description) {
            return addInputPort(name, description, BufferedDataTable.TYPE);
        }

        default PortsAdder addOutputTable(String name, String description) {
            return addOutputPort(name, description, BufferedDataTable.TYPE);
        }
    }

    /** Takes groups of ports. A group's identifier is part of a workflow's settings, so it never changes. */
    interface DynamicPortsAdder {
        DynamicPortsAdder addInputPortGroup(
                String groupId, Function<RequirePortName, ConfigurablePort> groupConfiguration);

        DynamicPortsAdder addOutputPortGroup(
                String groupId, Function<RequirePortName, ConfigurablePort> groupConfiguration);
    }

    /** First of a group. */
    interface RequirePortName {
        RequirePortDescription name(String name);
    }

    /** Second of a group. */
    interface RequirePortDescription {
        RequireConfigurablePortMode description(String description);
    }

    /** Third of a group: how many ports it has. */
    interface RequireConfigurablePortMode {
        /** Exactly one. */
        FinalConfigurablePort fixed(PortType portType);

        /** None or one. */
        RequireSupportedTypes<OptionalConfigurablePort> optional();

        /** Any number. */
        RequireSupportedTypes<ExtendableConfigurablePort> extendable();
    }

    /** Fourth of a group that the user may change: the types that may be added. */
    interface RequireSupportedTypes<T> {
        T supportedTypes(PortType... portTypes);
    }

    /** A finished group. */
    sealed interface ConfigurablePort
            permits FinalConfigurablePort, OptionalConfigurablePort, ExtendableConfigurablePort {
        /** A group about which nothing more can be said. */
        final class FinalConfigurablePort implements ConfigurablePort {}

        /** A group of none or one port. */
        non-sealed interface OptionalConfigurablePort extends ConfigurablePort {}

        /** A group of any number of ports. */
        non-sealed interface ExtendableConfigurablePort extends ConfigurablePort {}
    }
}
