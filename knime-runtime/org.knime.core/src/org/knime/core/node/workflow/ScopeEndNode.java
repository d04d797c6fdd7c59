package org.knime.core.node.workflow;

/** A node model that ends a scope: nodes behind it do not see the variables that were made within. */
public interface ScopeEndNode<T extends FlowScopeContext> {}
