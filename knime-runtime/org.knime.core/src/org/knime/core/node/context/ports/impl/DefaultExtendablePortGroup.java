package org.knime.core.node.context.ports.impl;

import java.util.ArrayList;
import java.util.List;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.core.node.context.ports.ExtendablePortGroup;
import org.knime.core.node.port.PortType;

/** Ports to which others can be added. */
public final class DefaultExtendablePortGroup implements ExtendablePortGroup {

    private final PortType[] fixed;

    private final PortType[] supported;

    private final boolean inputs;

    private final boolean outputs;

    private final int maxAdded;

    private final List<PortType> added = new ArrayList<>();

    /** Makes a group to which any number of ports can be added. */
    public DefaultExtendablePortGroup(
            final PortType[] fixedPortTypes,
            final PortType[] supportedTypes,
            final boolean definesInputPorts,
            final boolean definesOutputPorts) {
        this(fixedPortTypes, supportedTypes, definesInputPorts, definesOutputPorts, Integer.MAX_VALUE);
    }

    /** Makes a group to which some ports can be added. */
    public DefaultExtendablePortGroup(
            final PortType[] fixedPortTypes,
            final PortType[] supportedTypes,
            final boolean definesInputPorts,
            final boolean definesOutputPorts,
            final int maxAdditionalPorts) {
        fixed = fixedPortTypes;
        supported = supportedTypes;
        inputs = definesInputPorts;
        outputs = definesOutputPorts;
        maxAdded = maxAdditionalPorts;
    }

    @Override
    public boolean definesInputPorts() {
        return inputs;
    }

    @Override
    public boolean definesOutputPorts() {
        return outputs;
    }

    @Override
    public DefaultExtendablePortGroup copy() {
        var copy = new DefaultExtendablePortGroup(fixed, supported, inputs, outputs, maxAdded);
        copy.added.addAll(added);
        return copy;
    }

    @Override
    public void saveSettingsTo(final NodeSettingsWO settings) {
        for (int i = 0; i < added.size(); i++) {
            added.get(i).save(settings.addNodeSettings("port_" + i));
        }
    }

    @Override
    public void loadSettingsFrom(final NodeSettingsRO settings) throws InvalidSettingsException {
        added.clear();
        for (String key : settings) {
            added.add(PortType.load(settings.getNodeSettings(key)));
        }
    }

    @Override
    public PortType[] getFixedPorts() {
        return fixed;
    }

    @Override
    public PortType[] getConfiguredPorts() {
        return added.toArray(PortType[]::new);
    }

    @Override
    public boolean canAddPort() {
        return added.size() < maxAdded;
    }

    @Override
    public void addPort(final PortType pType) {
        added.add(pType);
    }

    @Override
    public PortType[] getSupportedPortTypes() {
        return supported;
    }
}
