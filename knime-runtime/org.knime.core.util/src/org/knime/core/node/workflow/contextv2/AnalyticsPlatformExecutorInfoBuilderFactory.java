package org.knime.core.node.workflow.contextv2;

import java.net.URI;
import java.nio.file.Path;
import org.knime.core.util.Pair;

/** Builds {@link AnalyticsPlatformExecutorInfo}. */
public final class AnalyticsPlatformExecutorInfoBuilderFactory
        extends ExecutorInfoBuilderFactory<
                AnalyticsPlatformExecutorInfoBuilderFactory.AnalyticsPlatformExecutorInfoBuilder> {
    private AnalyticsPlatformExecutorInfoBuilderFactory() {}

    public static ExecutorInfoUIBuilder<AnalyticsPlatformExecutorInfoBuilder> create() {
        return new AnalyticsPlatformExecutorInfoBuilderFactory().newInstance();
    }

    @Override
    AnalyticsPlatformExecutorInfoBuilder createBuilder(String userId, Path localWorkflowPath) {
        return new AnalyticsPlatformExecutorInfoBuilder(userId, localWorkflowPath);
    }

    /** Everything that may be left out. */
    public static final class AnalyticsPlatformExecutorInfoBuilder
            extends ExecutorInfoBuilderFactory.ExecutorInfoBuilder<
                    AnalyticsPlatformExecutorInfo, AnalyticsPlatformExecutorInfoBuilder> {
        private Pair<URI, Path> mountpoint;
        private boolean batchMode;

        AnalyticsPlatformExecutorInfoBuilder(String userId, Path localWorkflowPath) {
            super(userId, localWorkflowPath);
        }

        public AnalyticsPlatformExecutorInfoBuilder withBatchMode(boolean isBatchMode) {
            batchMode = isBatchMode;
            return this;
        }

        public AnalyticsPlatformExecutorInfo build() {
            return new AnalyticsPlatformExecutorInfo(userId, localWorkflowPath, mountpoint, batchMode);
        }
    }
}
