package org.knime.core.node.streamable;

/** An output of a streaming node; named in signatures only. */
public abstract class PortOutput {}
