package org.knime.core.node.workflow;

/** A node model that ends a loop, or asks for another iteration. */
public interface LoopEndNode extends ScopeEndNode<FlowLoopContext> {}
