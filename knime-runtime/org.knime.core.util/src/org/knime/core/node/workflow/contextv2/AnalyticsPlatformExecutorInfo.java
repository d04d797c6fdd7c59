package org.knime.core.node.workflow.contextv2;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.knime.core.node.workflow.contextv2.AnalyticsPlatformExecutorInfoBuilderFactory.AnalyticsPlatformExecutorInfoBuilder;
import org.knime.core.node.workflow.contextv2.ExecutorInfoBuilderFactory.ExecutorInfoUIBuilder;
import org.knime.core.util.Pair;

/** A workflow run by an installation on this machine, the only way that the embedded runtime knows. */
public class AnalyticsPlatformExecutorInfo extends ExecutorInfo {
    AnalyticsPlatformExecutorInfo(Path localWorkflowPath) {
        super(localWorkflowPath);
    }

    /** The mountpoint's root as URI and folder; a batch run has none, and {@code knime://<mountpoint>} fails there. */
    public Optional<Pair<URI, Path>> getMountpoint() {
        return Optional.empty();
    }

    public static ExecutorInfoUIBuilder<AnalyticsPlatformExecutorInfoBuilder> builder() {
        return AnalyticsPlatformExecutorInfoBuilderFactory.create();
    }
}
