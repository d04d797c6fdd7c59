package org.knime.core.node.workflow.contextv2;

import java.net.URI;
import java.net.URISyntaxException;
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

        /** @throws IllegalArgumentException if the root is relative, or the id cannot stand in a URI */
        public AnalyticsPlatformExecutorInfoBuilder withMountpoint(String mountId, Path mountpointRoot) {
            if (!mountpointRoot.isAbsolute()) {
                throw new IllegalArgumentException(
                        "The root of the mountpoint '" + mountId + "' is not absolute: " + mountpointRoot);
            }
            try {
                mountpoint = Pair.create(new URI("knime", mountId, null, null, null), mountpointRoot);
                return this;
            } catch (URISyntaxException e) {
                throw new IllegalArgumentException("'" + mountId + "' cannot name a mountpoint.", e);
            }
        }

        @Override
        public AnalyticsPlatformExecutorInfo build() {
            return new AnalyticsPlatformExecutorInfo(userId, localWorkflowPath, mountpoint, batchMode);
        }
    }
}
