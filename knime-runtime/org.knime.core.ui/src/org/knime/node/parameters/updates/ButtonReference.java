package org.knime.node.parameters.updates;

/** Names a button, so that a {@link StateProvider} can wait for its click. */
public interface ButtonReference {}
