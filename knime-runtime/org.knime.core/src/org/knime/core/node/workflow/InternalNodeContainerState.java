package org.knime.core.node.workflow;

/** The states by the names under which {@code settings.xml} and {@code workflow.knime} store them. */
enum InternalNodeContainerState implements NodeContainerState {
    IDLE,
    CONFIGURED,
    UNCONFIGURED_MARKEDFOREXEC,
    CONFIGURED_MARKEDFOREXEC,
    EXECUTED_MARKEDFOREXEC,
    CONFIGURED_QUEUED,
    EXECUTED_QUEUED,
    PREEXECUTE,
    EXECUTING,
    EXECUTINGREMOTELY,
    POSTEXECUTE,
    EXECUTED;

    @Override
    public boolean isIdle() {
        return this == IDLE;
    }

    @Override
    public boolean isConfigured() {
        return this == CONFIGURED;
    }

    @Override
    public boolean isExecuted() {
        return this == EXECUTED;
    }

    @Override
    public boolean isExecutionInProgress() {
        return switch (this) {
            case IDLE, CONFIGURED, EXECUTED -> false;
            default -> true;
        };
    }

    @Override
    public boolean isWaitingToBeExecuted() {
        return switch (this) {
            case UNCONFIGURED_MARKEDFOREXEC,
                    CONFIGURED_MARKEDFOREXEC,
                    EXECUTED_MARKEDFOREXEC,
                    CONFIGURED_QUEUED,
                    EXECUTED_QUEUED -> true;
            default -> false;
        };
    }
}
