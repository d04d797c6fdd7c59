package org.knime.node.impl.description;

/** What a node's description says of a port; the text is HTML. The identifier matters for a configurable port only. */
public record PortDescription(String id, String name, String description, boolean configurable) {
    public static PortDescription fixedPort(String name, String description) {
        return new PortDescription(null, name, description, false);
    }
}
