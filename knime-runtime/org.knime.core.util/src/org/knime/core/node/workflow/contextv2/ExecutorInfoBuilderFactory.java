package org.knime.core.node.workflow.contextv2;

import java.nio.file.Path;
import java.util.function.BiFunction;

/** Asks for the user and the workflow's folder, in this order, before anything else can be set. */
public abstract class ExecutorInfoBuilderFactory<B> {
    ExecutorInfoBuilderFactory() {}

    abstract B createBuilder(String userId, Path localWorkflowPath);

    public ExecutorInfoUIBuilder<B> newInstance() {
        return new ExecutorInfoUIBuilder<>(this::createBuilder);
    }

    /** Asks for the user. */
    public static final class ExecutorInfoUIBuilder<B> {
        private final BiFunction<String, Path, B> next;

        ExecutorInfoUIBuilder(BiFunction<String, Path, B> next) {
            this.next = next;
        }

        public ExecutorInfoWPBuilder<B> withCurrentUserAsUserId() {
            return withUserId(System.getProperty("user.name"));
        }

        public ExecutorInfoWPBuilder<B> withUserId(String userId) {
            return new ExecutorInfoWPBuilder<>(userId, next);
        }
    }

    /** Asks for the workflow's folder. */
    public static final class ExecutorInfoWPBuilder<B> {
        private final String userId;
        private final BiFunction<String, Path, B> next;

        ExecutorInfoWPBuilder(String userId, BiFunction<String, Path, B> next) {
            this.userId = userId;
            this.next = next;
        }

        public B withLocalWorkflowPath(Path localWorkflowPath) {
            return next.apply(userId, localWorkflowPath);
        }
    }

    /** What all kinds of executors have. */
    public abstract static class ExecutorInfoBuilder<I extends ExecutorInfo, B extends ExecutorInfoBuilder<I, ?>> {
        final String userId;
        final Path localWorkflowPath;

        ExecutorInfoBuilder(String userId, Path localWorkflowPath) {
            this.userId = userId;
            this.localWorkflowPath = localWorkflowPath;
        }
    }
}
