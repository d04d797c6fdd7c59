package org.knime.filehandling.core.embedded;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.knime.core.node.workflow.NodeContext;
import org.knime.core.node.workflow.contextv2.AnalyticsPlatformExecutorInfo;
import org.knime.core.node.workflow.contextv2.WorkflowContextV2;
import org.knime.core.util.Pair;

/** The workflow that the node at work on this thread belongs to. */
record CurrentWorkflow(Path folder, Optional<Pair<URI, Path>> mountpoint) {

    /** @throws IllegalStateException if no node is at work on this thread */
    static CurrentWorkflow required() {
        return Optional.ofNullable(NodeContext.getContext())
                .flatMap(context -> context.getContextObjectForClass(WorkflowContextV2.class))
                .map(WorkflowContextV2::getExecutorInfo)
                .map(AnalyticsPlatformExecutorInfo.class::cast)
                .map(executor -> new CurrentWorkflow(
                        executor.getLocalWorkflowPath().toAbsolutePath().normalize(), executor.getMountpoint()))
                .orElseThrow(() ->
                        new IllegalStateException("A location that is relative to a workflow needs a running node."));
    }

    boolean hasMountpoint() {
        return mountpoint.isPresent();
    }

    /** @throws IllegalStateException if the workflow lies in no mountpoint, as in batch mode */
    Path mountpointRoot() {
        return required(mountpoint).getSecond().toAbsolutePath().normalize();
    }

    /** @throws IllegalStateException if the workflow lies in no mountpoint, as in batch mode */
    String mountpointName() {
        return required(mountpoint).getFirst().getAuthority();
    }

    private static Pair<URI, Path> required(Optional<Pair<URI, Path>> mountpoint) {
        return mountpoint.orElseThrow(() -> new IllegalStateException("The workflow lies in no mountpoint (it never"
                + " does in batch mode), so a location cannot be relative to it or to the workflow. Use the"
                + " workflow's data area, or an absolute local path."));
    }
}
