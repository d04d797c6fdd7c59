package org.knime.core.node.context.ports;

import org.knime.core.node.port.PortType;

/** Ports that can be chosen. */
public interface ConfigurablePortGroup extends PortGroupConfiguration {

    /** Returns the types that can be chosen. */
    PortType[] getSupportedPortTypes();
}
