package org.knime.core.webui.node.port;

import org.knime.core.node.port.PortObjectSpec;

/** Makes the view of what a configured node knows of a port. */
public interface PortSpecViewFactory<S extends PortObjectSpec> {
    PortView createPortView(S portObjectSpec);
}
