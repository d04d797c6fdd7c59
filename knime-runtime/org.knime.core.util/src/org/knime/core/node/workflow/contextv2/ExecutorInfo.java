package org.knime.core.node.workflow.contextv2;

import java.nio.file.Path;

/** Where a workflow is run. */
public abstract class ExecutorInfo {
    private final Path localWorkflowPath;

    ExecutorInfo(Path localWorkflowPath) {
        this.localWorkflowPath = localWorkflowPath.toAbsolutePath().normalize();
    }

    /** The workflow's folder, absolute. */
    public Path getLocalWorkflowPath() {
        return localWorkflowPath;
    }
}
