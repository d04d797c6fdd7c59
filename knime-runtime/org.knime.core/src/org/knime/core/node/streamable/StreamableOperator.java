package org.knime.core.node.streamable;

/** Computes a node's output while its input is still growing. The embedded runtime never calls it. */
public abstract class StreamableOperator {}
