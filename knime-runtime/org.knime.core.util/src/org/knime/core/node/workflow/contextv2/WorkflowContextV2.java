package org.knime.core.node.workflow.contextv2;

import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Function;
import org.knime.core.node.workflow.contextv2.AnalyticsPlatformExecutorInfoBuilderFactory.AnalyticsPlatformExecutorInfoBuilder;
import org.knime.core.node.workflow.contextv2.ExecutorInfoBuilderFactory.ExecutorInfoUIBuilder;

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
        return builder()
                .withAnalyticsPlatformExecutor(
                        executor -> executor.withCurrentUserAsUserId().withLocalWorkflowPath(workflowFolderPath))
                .withLocalLocation()
                .build();
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Needs an executor; all locations are local here. */
    public static final class Builder {
        private ExecutorInfo executorInfo;

        private Builder() {}

        public Builder withExecutor(ExecutorInfo info) {
            executorInfo = info;
            return this;
        }

        public Builder withAnalyticsPlatformExecutor(
                Function<
                                ExecutorInfoUIBuilder<AnalyticsPlatformExecutorInfoBuilder>,
                                AnalyticsPlatformExecutorInfoBuilder>
                        callee) {
            return withExecutor(
                    callee.apply(AnalyticsPlatformExecutorInfo.builder()).build());
        }

        public Builder withLocalLocation() {
            return this;
        }

        public WorkflowContextV2 build() {
            return new WorkflowContextV2(Objects.requireNonNull(executorInfo, "executorInfo"));
        }
    }
}
