package org.knime.node.impl.description;

/** A link in a node's description; the text is HTML. */
public record ExternalResource(String href, String description) {}
