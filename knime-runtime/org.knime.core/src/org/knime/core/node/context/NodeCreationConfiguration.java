package org.knime.core.node.context;

import java.util.Optional;
import org.knime.core.node.context.ports.ModifiablePortsConfiguration;
import org.knime.core.node.context.ports.PortsConfiguration;
import org.knime.core.node.context.url.ModifiableURLConfiguration;
import org.knime.core.node.context.url.URLConfiguration;

/** With what a node is made. */
public class NodeCreationConfiguration {

    private final ModifiablePortsConfiguration ports;
    private ModifiableURLConfiguration file;

    /** Makes a node with ports; {@code null} for a node that has fixed ones. */
    protected NodeCreationConfiguration(final ModifiablePortsConfiguration portsConfig) {
        this(null, portsConfig);
    }

    /** Makes a node for a file and with ports; {@code null} for no file, or for a node that has fixed ports. */
    protected NodeCreationConfiguration(
            final ModifiableURLConfiguration url, final ModifiablePortsConfiguration portsConfig) {
        file = url;
        ports = portsConfig;
    }

    /** Returns the ports. */
    public Optional<? extends PortsConfiguration> getPortConfig() {
        return Optional.ofNullable(ports);
    }

    /** Returns the file that the node is made for. */
    public Optional<? extends URLConfiguration> getURLConfig() {
        return Optional.ofNullable(file);
    }

    /** Chooses the file that the node is made for. */
    protected void setURLConfiguration(final ModifiableURLConfiguration urlConfig) {
        file = urlConfig;
    }

    /** Returns the ports. */
    protected Optional<ModifiablePortsConfiguration> getModifiablePortConfig() {
        return Optional.ofNullable(ports);
    }

    /** Returns the file that the node is made for. */
    protected Optional<ModifiableURLConfiguration> getModifiableURLConfig() {
        return Optional.ofNullable(file);
    }
}
