package org.knime.core.embedded.batch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.core.runtime.Platform;
import org.knime.core.node.NodeLogger;
import org.knime.core.node.workflow.BatchExecutor;
import org.knime.core.node.workflow.WorkflowManager;

/** KNIME's way to stop a batch run from outside: whoever can write to the workspace puts a file there. */
public final class CancelFile {
    private static final String NAME = ".cancel";

    private static final NodeLogger LOGGER = NodeLogger.getLogger(BatchExecutor.class);

    private CancelFile() {}

    /** Starts a thread that cancels the workflow once the file is there; an interrupt ends it. */
    public static Thread watch(WorkflowManager workflow) {
        var watch = new Thread(() -> cancelOnceThere(workflow), "Batch cancel watch");
        watch.setDaemon(true);
        watch.start();
        return watch;
    }

    private static void cancelOnceThere(WorkflowManager workflow) {
        var workspace = Platform.getInstanceLocation();
        if (workspace == null || !workspace.isSet()) {
            return;
        }
        var file = Path.of(workspace.getURL().getPath()).resolve(NAME);
        try {
            while (!Files.deleteIfExists(file)) {
                Thread.sleep(1000);
            }
            LOGGER.warn("Workflow execution canceled");
            workflow.cancelExecution();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the workflow is done
        } catch (IOException e) {
            LOGGER.warn(file + " cannot be looked for, so this run cannot be cancelled by it: " + e.getMessage());
        }
    }
}
