package org.knime.core.node.workflow;

/** A node model that begins a scope; it ends at the node that implements {@link ScopeEndNode}. */
public interface ScopeStartNode<T extends FlowScopeContext> {}
