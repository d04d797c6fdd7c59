package org.knime.core.node.workflow.contextv2;

import java.nio.file.Path;
import org.knime.core.node.workflow.contextv2.AnalyticsPlatformExecutorInfoBuilderFactory.AnalyticsPlatformExecutorInfoBuilder;
import org.knime.core.node.workflow.contextv2.ExecutorInfoBuilderFactory.ExecutorInfoUIBuilder;

/** A workflow run by an installation on this machine, the only way that the embedded runtime knows. */
public class AnalyticsPlatformExecutorInfo extends ExecutorInfo {
    AnalyticsPlatformExecutorInfo(Path localWorkflowPath) {
        super(localWorkflowPath);
    }

    public static ExecutorInfoUIBuilder<AnalyticsPlatformExecutorInfoBuilder> builder() {
        return AnalyticsPlatformExecutorInfoBuilderFactory.create();
    }
}
