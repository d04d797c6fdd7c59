package org.knime.core.node.workflow;

/** A node's traffic light. */
public interface NodeContainerState {
    boolean isIdle();

    boolean isConfigured();

    boolean isExecuted();

    boolean isExecutionInProgress();

    boolean isWaitingToBeExecuted();
}
