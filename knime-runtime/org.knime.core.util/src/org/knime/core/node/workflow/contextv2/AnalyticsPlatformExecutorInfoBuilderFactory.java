package org.knime.core.node.workflow.contextv2;

import java.nio.file.Path;

/** Builds {@link AnalyticsPlatformExecutorInfo}. */
public final class AnalyticsPlatformExecutorInfoBuilderFactory
        extends ExecutorInfoBuilderFactory<
                AnalyticsPlatformExecutorInfoBuilderFactory.AnalyticsPlatformExecutorInfoBuilder> {
    private AnalyticsPlatformExecutorInfoBuilderFactory() {}

    public static ExecutorInfoUIBuilder<AnalyticsPlatformExecutorInfoBuilder> create() {
        return new AnalyticsPlatformExecutorInfoBuilderFactory().newInstance();
    }

    @Override
    AnalyticsPlatformExecutorInfoBuilder createBuilder(Path localWorkflowPath) {
        return new AnalyticsPlatformExecutorInfoBuilder(localWorkflowPath);
    }

    /** Everything that may be left out. */
    public static final class AnalyticsPlatformExecutorInfoBuilder
            extends ExecutorInfoBuilderFactory.ExecutorInfoBuilder<
                    AnalyticsPlatformExecutorInfo, AnalyticsPlatformExecutorInfoBuilder> {
        AnalyticsPlatformExecutorInfoBuilder(Path localWorkflowPath) {
            super(localWorkflowPath);
        }

        public AnalyticsPlatformExecutorInfoBuilder withBatchMode(boolean isBatchMode) {
            return this; // nothing here asks for it
        }

        public AnalyticsPlatformExecutorInfo build() {
            return new AnalyticsPlatformExecutorInfo(localWorkflowPath);
        }
    }
}
