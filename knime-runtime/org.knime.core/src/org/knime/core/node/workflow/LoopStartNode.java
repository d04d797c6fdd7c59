package org.knime.core.node.workflow;

/** A node model that begins a loop. It is not reset between iterations, and executed once for each. */
public interface LoopStartNode extends ScopeStartNode<FlowLoopContext> {}
