package org.knime.core.node.streamable;

/** An input of a streaming node; named in signatures only. */
public abstract class PortInput {}
