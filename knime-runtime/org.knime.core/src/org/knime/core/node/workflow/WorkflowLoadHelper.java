package org.knime.core.node.workflow;

import java.io.File;
import org.knime.core.node.workflow.contextv2.WorkflowContextV2;

/** Answers the questions that come up while a workflow is loaded. */
public class WorkflowLoadHelper {
    private final WorkflowContextV2 context;

    public WorkflowLoadHelper(File workflowLocation) {
        this(WorkflowContextV2.forTemporaryWorkflow(workflowLocation.toPath(), null));
    }

    public WorkflowLoadHelper(WorkflowContextV2 context) {
        this.context = context;
    }

    public WorkflowContextV2 getWorkflowContext() {
        return context;
    }
}
