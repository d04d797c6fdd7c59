package org.seqnet.spark.shard;

import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;

/** What executors log. */
final class ExecutorLog {
    static {
        try {
            Configurator.setLevel("org.apache.spark.executor.Executor", Level.ERROR);
        } catch (LinkageError e) {
            // whoever replaces Log4j configures the log
        }
    }

    private ExecutorLog() {}

    /** Leaves out that examples were not read to their end, which they are not where a shard is held already. */
    static void quiet() {
        // The class is initialized once.
    }
}
