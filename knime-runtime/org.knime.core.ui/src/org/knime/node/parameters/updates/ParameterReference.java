package org.knime.node.parameters.updates;

/** Names a field of type {@code V}. */
public interface ParameterReference<V> {}
