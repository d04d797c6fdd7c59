package org.knime.core.node.workflow;

/** A loop's start that knows which iteration is the last. */
public interface LoopStartNodeTerminator extends LoopStartNode {
    /** Returns whether the iteration that was begun last is the last one. */
    boolean terminateLoop();
}
