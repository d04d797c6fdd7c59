package org.knime.core.node.context.ports.impl;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.Function;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.core.node.context.ports.ExchangeablePortGroup;
import org.knime.core.node.context.ports.ExtendablePortGroup;
import org.knime.core.node.context.ports.ModifiablePortsConfiguration;
import org.knime.core.node.context.ports.PortGroupConfiguration;
import org.knime.core.node.context.ports.PortsConfiguration;
import org.knime.core.node.port.PortType;
import org.knime.core.node.util.CheckUtils;

/** A node's ports in groups, while users can add and remove some. */
public final class DefaultModifiablePortsConfiguration extends DefaultPortsConfiguration
        implements ModifiablePortsConfiguration {

    private static final int REMOVED = -1;

    private final Set<String> nonInteractive;

    /** Makes a configuration of groups in order. */
    public DefaultModifiablePortsConfiguration(final Map<String, PortGroupConfiguration> portGroups) {
        this(portGroups, Set.of());
    }

    /** Makes a configuration of groups in order, some of which users do not change by hand. */
    public DefaultModifiablePortsConfiguration(
            final Map<String, PortGroupConfiguration> portGroups, final Set<String> nonInteractivePortGroups) {
        super(portGroups);
        nonInteractive = Set.copyOf(nonInteractivePortGroups);
    }

    @Override
    public ModifiablePortsConfiguration copy() {
        var copies = new LinkedHashMap<String, PortGroupConfiguration>();
        groups().forEach((name, group) -> copies.put(name, group.copy()));
        return new DefaultModifiablePortsConfiguration(copies, nonInteractive);
    }

    @Override
    public void saveSettingsTo(final NodeSettingsWO settings) {
        groups().forEach((name, group) -> group.saveSettingsTo(settings.addNodeSettings(name)));
    }

    @Override
    public void loadSettingsFrom(final NodeSettingsRO settings) throws InvalidSettingsException {
        for (var group : groups().entrySet()) {
            if (settings.containsKey(group.getKey())) {
                group.getValue().loadSettingsFrom(settings.getNodeSettings(group.getKey()));
            }
        }
    }

    @Override
    public Map<String, ExchangeablePortGroup> getExchangeablePorts() {
        return groupsOf(ExchangeablePortGroup.class);
    }

    @Override
    public Map<String, ExtendablePortGroup> getExtendablePorts() {
        return groupsOf(ExtendablePortGroup.class);
    }

    private <G extends PortGroupConfiguration> Map<String, G> groupsOf(Class<G> kind) {
        var found = new LinkedHashMap<String, G>();
        groups().forEach((name, group) -> {
            if (kind.isInstance(group)) {
                found.put(name, kind.cast(group));
            }
        });
        return found;
    }

    @Override
    public PortGroupConfiguration getGroup(final String grpName) {
        if (!groups().containsKey(grpName)) {
            throw new NoSuchElementException("There is no group called '" + grpName + "'");
        }
        return groups().get(grpName);
    }

    @Override
    public Map<Integer, Integer> mapInputPorts(final PortsConfiguration otherConfig) {
        return map(otherConfig, PortsConfiguration::getInputPorts, PortsConfiguration::getInputPortLocation);
    }

    @Override
    public Map<Integer, Integer> mapOutputPorts(final PortsConfiguration otherConfig) {
        return map(otherConfig, PortsConfiguration::getOutputPorts, PortsConfiguration::getOutputPortLocation);
    }

    private Map<Integer, Integer> map(
            PortsConfiguration other,
            Function<PortsConfiguration, PortType[]> ports,
            Function<PortsConfiguration, Map<String, int[]>> locations) {
        CheckUtils.checkArgument(
                getPortGroupNames().equals(other.getPortGroupNames()), "The port configurations are incompatible");
        var mapping = new HashMap<Integer, Integer>();
        mapping.put(0, 0);
        var types = ports.apply(this);
        var otherTypes = ports.apply(other);
        var otherLocations = locations.apply(other);
        locations.apply(this).forEach((name, from) -> {
            int[] to = otherLocations.getOrDefault(name, new int[0]);
            for (int i = 0; i < from.length; i++) {
                boolean kept = i < to.length && types[from[i]].equals(otherTypes[to[i]]);
                mapping.put(from[i] + 1, kept ? to[i] + 1 : REMOVED);
            }
        });
        return mapping;
    }

    @Override
    public boolean isInteractive(final String groupIdentifier) {
        return !nonInteractive.contains(groupIdentifier);
    }
}
