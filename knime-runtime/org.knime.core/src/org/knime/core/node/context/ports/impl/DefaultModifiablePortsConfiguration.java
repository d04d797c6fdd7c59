package org.knime.core.node.context.ports.impl;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.core.node.context.ports.ExtendablePortGroup;
import org.knime.core.node.context.ports.ModifiablePortsConfiguration;
import org.knime.core.node.context.ports.PortGroupConfiguration;

/** A node's ports in groups, while users can add and remove some. */
public final class DefaultModifiablePortsConfiguration extends DefaultPortsConfiguration
        implements ModifiablePortsConfiguration {

    private final Set<String> nonInteractive;

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
}
