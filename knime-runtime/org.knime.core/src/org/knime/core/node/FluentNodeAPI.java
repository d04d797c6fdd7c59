package org.knime.core.node;

/** Marks what belongs to the API by which nodes are declared. */
public interface FluentNodeAPI {}
