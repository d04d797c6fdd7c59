package org.knime.core.node.workflow;

import java.util.ArrayList;
import java.util.List;

/** The files of a workflow folder, and the report on loading one. */
public interface WorkflowPersistor {
    String WORKFLOW_FILE = "workflow.knime";
    String SAVED_WITH_DATA_FILE = ".savedWithData";
    String METAINFO_FILE = "workflowset.meta";
    String WORKFLOW_METADATA_FILE_NAME = "workflow-metadata.xml";

    /** One line of the report. */
    class LoadResultEntry {
        /** Severity, in rising order. */
        public enum LoadResultEntryType {
            Ok,
            Warning,
            Error,
            DataLoadError
        }

        private final LoadResultEntryType type;
        private final String message;

        public LoadResultEntry(LoadResultEntryType type, String message) {
            this.type = type;
            this.message = message;
        }

        public LoadResultEntryType getType() {
            return type;
        }

        public String getMessage() {
            return message;
        }

        /** Says whether this or anything below it is a warning. */
        public boolean hasWarningEntries() {
            if (getType() == LoadResultEntryType.Warning) {
                return true;
            }
            for (var child : getChildren()) {
                if (child.hasWarningEntries()) {
                    return true;
                }
            }
            return false;
        }

        public boolean hasErrors() {
            return getType().compareTo(LoadResultEntryType.Error) >= 0;
        }

        public LoadResultEntry[] getChildren() {
            return new LoadResultEntry[0];
        }

        /** Renders the report as an indented tree of all that is at least as grave as the filter. */
        public String getFilteredError(String indent, LoadResultEntryType filter) {
            var text = new StringBuilder(indent)
                    .append("Status: ")
                    .append(getType())
                    .append(": ")
                    .append(getMessage());
            for (var child : getChildren()) {
                if (child.getType().compareTo(filter) >= 0) {
                    text.append('\n').append(child.getFilteredError(indent + "  ", filter));
                }
            }
            return text.toString();
        }
    }

    /** A report with lines below it; as grave as the gravest of them. */
    class LoadResult extends LoadResultEntry {
        private final List<LoadResultEntry> children = new ArrayList<>();

        public LoadResult(String name) {
            super(LoadResultEntryType.Ok, name);
        }

        public void addError(String error) {
            addError(error, false);
        }

        /** An error while data is read is told apart, since it loses results but no settings. */
        public void addError(String error, boolean isErrorDuringDataLoad) {
            children.add(new LoadResultEntry(
                    isErrorDuringDataLoad ? LoadResultEntryType.DataLoadError : LoadResultEntryType.Error, error));
        }

        public void addWarning(String warning) {
            children.add(new LoadResultEntry(LoadResultEntryType.Warning, warning));
        }

        public void addChildError(LoadResult loadResult) {
            children.add(loadResult);
        }

        @Override
        public LoadResultEntryType getType() {
            var gravest = super.getType();
            for (var child : children) {
                gravest = child.getType().compareTo(gravest) > 0 ? child.getType() : gravest;
            }
            return gravest;
        }

        @Override
        public LoadResultEntry[] getChildren() {
            return children.toArray(LoadResultEntry[]::new);
        }
    }

    /** Between the two, as KNIME also reports on updated links to metanodes in this way. */
    class MetaNodeLinkUpdateResult extends LoadResult {
        public MetaNodeLinkUpdateResult(String name) {
            super(name);
        }
    }

    /** The report on a whole workflow, and the workflow itself if it could be loaded. */
    final class WorkflowLoadResult extends MetaNodeLinkUpdateResult {
        private WorkflowManager manager;

        public WorkflowLoadResult(String name) {
            super(name);
        }

        void setWorkflowManager(WorkflowManager manager) {
            this.manager = manager;
        }

        public WorkflowManager getWorkflowManager() {
            return manager;
        }
    }
}
