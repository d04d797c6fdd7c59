package org.knime.core.node.workflow;

/** Hears of a node's new state. */
public interface NodeStateChangeListener {
    void stateChanged(NodeStateEvent state);
}
