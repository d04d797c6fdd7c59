package org.knime.core.embedded;

import java.io.IOException;
import java.nio.file.Path;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.workflow.WorkflowManager;

/**
 * Writes what a batch run has made for people who have no KNIME to open the workflow with. KNIME has nothing like it. A
 * bundle registers its writer at the extension point {@code org.knime.core.embeddedResults}.
 */
public interface ResultsWriter {
    /** The system property that names the folder to write results to. Without it none are written. */
    String FOLDER_PROPERTY = "org.knime.embedded.results";

    /** Writes into a folder, which may not exist yet. */
    void write(WorkflowManager workflow, Path folder, ExecutionMonitor exec)
            throws IOException, CanceledExecutionException;
}
