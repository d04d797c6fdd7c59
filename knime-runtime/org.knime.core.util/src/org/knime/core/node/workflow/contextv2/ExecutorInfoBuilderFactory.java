package org.knime.core.node.workflow.contextv2;

import java.nio.file.Path;
import java.util.function.Function;

/** Asks for the user and the workflow's folder, in this order, before anything else can be set. */
public abstract class ExecutorInfoBuilderFactory<B> {
    ExecutorInfoBuilderFactory() {}

    abstract B createBuilder(Path localWorkflowPath);

    public ExecutorInfoUIBuilder<B> newInstance() {
        return new ExecutorInfoUIBuilder<>(this::createBuilder);
    }

    /** Asks for the user. */
    public static final class ExecutorInfoUIBuilder<B> {
        private final Function<Path, B> next;

        ExecutorInfoUIBuilder(Function<Path, B> next) {
            this.next = next;
        }

        public ExecutorInfoWPBuilder<B> withCurrentUserAsUserId() {
            return new ExecutorInfoWPBuilder<>(next);
        }
    }

    /** Asks for the workflow's folder. */
    public static final class ExecutorInfoWPBuilder<B> {
        private final Function<Path, B> next;

        ExecutorInfoWPBuilder(Function<Path, B> next) {
            this.next = next;
        }

        public B withLocalWorkflowPath(Path localWorkflowPath) {
            return next.apply(localWorkflowPath);
        }
    }

    /** What all kinds of executors have. */
    public abstract static class ExecutorInfoBuilder<I extends ExecutorInfo, B extends ExecutorInfoBuilder<I, ?>> {
        final Path localWorkflowPath;

        ExecutorInfoBuilder(Path localWorkflowPath) {
            this.localWorkflowPath = localWorkflowPath;
        }
    }
}
