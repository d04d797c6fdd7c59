package org.knime.core.node.port.inactive;

/** A node model that runs although an input is inactive. */
public interface InactiveBranchConsumer {}
