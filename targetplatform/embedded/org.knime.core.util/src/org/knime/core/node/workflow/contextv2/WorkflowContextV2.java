package org.knime.core.node.workflow.contextv2;

import java.nio.file.Path;
import java.util.Objects;

/** Where a loaded workflow lives; {@code knime://knime.workflow/...} locations are resolved against it. */
public final class WorkflowContextV2 {
    private final ExecutorInfo executorInfo;

    private WorkflowContextV2(ExecutorInfo executorInfo) {
        this.executorInfo = executorInfo;
    }

    public ExecutorInfo getExecutorInfo() {
        return executorInfo;
    }

    /** A workflow in a folder of the local file system; the archive that it was unpacked from plays no part here. */
    public static WorkflowContextV2 forTemporaryWorkflow(Path workflowFolderPath, Path sourceArchive) {
        return new WorkflowContextV2(
                new AnalyticsPlatformExecutorInfo(Objects.requireNonNull(workflowFolderPath, "workflowFolderPath")));
    }

    @Override
    public String toString() {
        return "WorkflowContextV2[" + executorInfo + "]";
    }
}
