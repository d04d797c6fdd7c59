package org.knime.core.node.context;

import java.net.URL;
import java.util.Optional;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.core.node.context.ports.ModifiablePortsConfiguration;
import org.knime.core.node.context.url.ModifiableURLConfiguration;
import org.knime.core.node.context.url.impl.DefaultModifiableURLConfiguration;

/** With what a node is made, while that can be changed. */
public final class ModifiableNodeCreationConfiguration extends NodeCreationConfiguration
        implements DeepCopy<ModifiableNodeCreationConfiguration>, NodeSettingsPersistable {

    private static final String KEY = "node_creation_config";

    /** Makes a node with ports; {@code null} for a node that has fixed ones. */
    public ModifiableNodeCreationConfiguration(final ModifiablePortsConfiguration portsConfig) {
        super(portsConfig);
    }

    private ModifiableNodeCreationConfiguration(ModifiableURLConfiguration file, ModifiablePortsConfiguration ports) {
        super(file, ports);
    }

    @Override
    public Optional<ModifiablePortsConfiguration> getPortConfig() {
        return getModifiablePortConfig();
    }

    @Override
    public Optional<ModifiableURLConfiguration> getURLConfig() {
        return getModifiableURLConfig();
    }

    /** Chooses the file that the node is made for. */
    public void setURLConfiguration(final URL url) {
        setURLConfiguration(new DefaultModifiableURLConfiguration(url));
    }

    @Override
    public ModifiableNodeCreationConfiguration copy() {
        return new ModifiableNodeCreationConfiguration(
                getURLConfig().map(ModifiableURLConfiguration::copy).orElse(null),
                getPortConfig().map(ModifiablePortsConfiguration::copy).orElse(null));
    }

    @Override
    public void saveSettingsTo(final NodeSettingsWO settings) {
        getPortConfig().ifPresent(ports -> ports.saveSettingsTo(settings.addNodeSettings(KEY)));
    }

    @Override
    public void loadSettingsFrom(final NodeSettingsRO settings) throws InvalidSettingsException {
        if (settings.containsKey(KEY) && getPortConfig().isPresent()) {
            getPortConfig().get().loadSettingsFrom(settings.getNodeSettings(KEY));
        }
    }
}
