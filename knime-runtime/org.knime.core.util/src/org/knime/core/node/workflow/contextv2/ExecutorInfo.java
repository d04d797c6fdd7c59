package org.knime.core.node.workflow.contextv2;

import java.nio.file.Path;

/** Where and by whom a workflow is run. */
public abstract class ExecutorInfo {
    private final String userId;
    private final Path localWorkflowPath;

    ExecutorInfo(String userId, Path localWorkflowPath) {
        this.userId = userId;
        this.localWorkflowPath = localWorkflowPath.toAbsolutePath().normalize();
    }

    /** The workflow's folder, absolute. */
    public Path getLocalWorkflowPath() {
        return localWorkflowPath;
    }

    @Override
    public String toString() {
        return getClass().getSimpleName() + "[" + localWorkflowPath + "]";
    }
}
