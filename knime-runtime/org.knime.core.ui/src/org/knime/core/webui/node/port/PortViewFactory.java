package org.knime.core.webui.node.port;

import org.knime.core.node.port.PortObject;

/** Makes the view of what lies at a port of an executed node. */
public interface PortViewFactory<T extends PortObject> {
    PortView createPortView(T portObject);
}
