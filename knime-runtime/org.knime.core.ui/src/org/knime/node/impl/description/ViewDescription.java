package org.knime.node.impl.description;

import org.knime.node.parameters.NodeParameters;

/** What a node's description says of a view; the text is HTML. */
public record ViewDescription(String name, String description, Class<? extends NodeParameters> viewSettingsClass) {
    public ViewDescription(String name, String description) {
        this(name, description, null);
    }
}
