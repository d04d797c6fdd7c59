package org.knime.core.node.context.ports.impl;

import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.knime.core.node.context.ports.PortGroupConfiguration;
import org.knime.core.node.context.ports.PortsConfiguration;
import org.knime.core.node.port.PortType;

/** A node's ports in groups. */
class DefaultPortsConfiguration implements PortsConfiguration {

    private final Map<String, PortGroupConfiguration> groups;

    DefaultPortsConfiguration(Map<String, PortGroupConfiguration> groups) {
        this.groups = groups;
    }

    Map<String, PortGroupConfiguration> groups() {
        return groups;
    }

    @Override
    public PortType[] getInputPorts() {
        return ports(PortGroupConfiguration::definesInputPorts, PortGroupConfiguration::getInputPorts);
    }

    @Override
    public PortType[] getOutputPorts() {
        return ports(PortGroupConfiguration::definesOutputPorts, PortGroupConfiguration::getOutputPorts);
    }

    private PortType[] ports(
            Predicate<PortGroupConfiguration> direction, Function<PortGroupConfiguration, PortType[]> ports) {
        return groups.values().stream()
                .filter(direction)
                .map(ports)
                .flatMap(Stream::of)
                .toArray(PortType[]::new);
    }
}
