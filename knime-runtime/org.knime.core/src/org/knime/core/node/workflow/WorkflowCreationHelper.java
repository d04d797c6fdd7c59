package org.knime.core.node.workflow;

import org.knime.core.node.workflow.contextv2.WorkflowContextV2;

/** What a new, empty workflow is made with. */
public class WorkflowCreationHelper {
    private final WorkflowContextV2 context;

    /** A workflow that is in no folder yet. */
    public WorkflowCreationHelper() {
        this(null);
    }

    public WorkflowCreationHelper(WorkflowContextV2 workflowContext) {
        this.context = workflowContext;
    }

    public WorkflowContextV2 getWorkflowContext() {
        return context;
    }
}
