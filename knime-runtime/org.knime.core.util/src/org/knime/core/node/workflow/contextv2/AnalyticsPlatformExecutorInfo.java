package org.knime.core.node.workflow.contextv2;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.knime.core.node.workflow.contextv2.AnalyticsPlatformExecutorInfoBuilderFactory.AnalyticsPlatformExecutorInfoBuilder;
import org.knime.core.node.workflow.contextv2.ExecutorInfoBuilderFactory.ExecutorInfoUIBuilder;
import org.knime.core.util.Pair;

/** A workflow run by an installation on this machine, the only way that the embedded runtime knows. */
public class AnalyticsPlatformExecutorInfo extends ExecutorInfo {
    private final Pair<URI, Path> mountpoint;
    private final boolean batchMode;

    AnalyticsPlatformExecutorInfo(
            String userId, Path localWorkflowPath, Pair<URI, Path> mountpoint, boolean batchMode) {
        super(userId, localWorkflowPath);
        this.mountpoint = mountpoint;
        this.batchMode = batchMode;
    }

    /** The mountpoint's root as URI and folder; a batch run has none, and {@code knime://<mountpoint>} fails there. */
    public Optional<Pair<URI, Path>> getMountpoint() {
        return Optional.ofNullable(mountpoint);
    }

    public static ExecutorInfoUIBuilder<AnalyticsPlatformExecutorInfoBuilder> builder() {
        return AnalyticsPlatformExecutorInfoBuilderFactory.create();
    }
}
