package org.knime.core.node.workflow;

/** Tells a node whether this is its first execution or a repetition for a changed view; here it is always the first. */
public final class ExecutionEnvironment {
    public static final ExecutionEnvironment DEFAULT = new ExecutionEnvironment();

    public ExecutionEnvironment() {
        // the embedded runtime has no views that could ask for another run
    }
}
