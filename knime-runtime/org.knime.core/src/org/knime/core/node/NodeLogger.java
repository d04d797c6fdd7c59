package org.knime.core.node;

import java.io.Writer;
import java.util.concurrent.ConcurrentHashMap;
import org.knime.core.embedded.LogOutput;

/** Logs under a class's name, with the node at work if there is one; {@link LogOutput} says where to. */
public final class NodeLogger {
    /** Severity, in rising order; {@code ALL} and {@code OFF} only serve as limits. */
    public enum LEVEL {
        DEBUG,
        INFO,
        WARN,
        ERROR,
        FATAL,
        ALL,
        OFF
    }

    /** The log's name in the workspace's {@code .metadata/knime}. */
    public static final String LOG_FILE = "knime.log";

    private static final String CODING = "CODING PROBLEM\t";

    private static final ConcurrentHashMap<String, NodeLogger> LOGGERS = new ConcurrentHashMap<>();

    private final String name;

    private NodeLogger(String name) {
        this.name = name;
    }

    public static NodeLogger getLogger(Class<?> c) {
        return getLogger(c.getName());
    }

    public static NodeLogger getLogger(String s) {
        return LOGGERS.computeIfAbsent(s, NodeLogger::new);
    }

    private void log(LEVEL level, Object message, Throwable t) {
        LogOutput.get().write(name, level, message, t);
    }

    public void debug(Object o, Throwable t) {
        log(LEVEL.DEBUG, o, t);
    }

    public void debug(Object o) {
        log(LEVEL.DEBUG, o, null);
    }

    public void info(Object o) {
        log(LEVEL.INFO, o, null);
    }

    public void warn(Object o) {
        log(LEVEL.WARN, o, null);
    }

    public void warn(Object o, Throwable t) {
        log(LEVEL.WARN, o, t);
    }

    public void error(Object o) {
        log(LEVEL.ERROR, o, null);
    }

    public void error(Object o, Throwable t) {
        log(LEVEL.ERROR, o, t);
    }

    /** Logs a mistake in a node's code as an error that says so. It fails a test: those run with assertions. */
    public void coding(Object o) {
        coding(o, null);
    }

    public void coding(Object o, Throwable t) {
        log(LEVEL.ERROR, CODING + o, t);
        assert false : CODING + o;
    }

    /** Copies what is logged between the two levels, both included, in the format of KNIME's console. */
    public static void addKNIMEConsoleWriter(Writer writer, LEVEL minLevel, LEVEL maxLevel) {
        LogOutput.get().addWriter(writer, minLevel, maxLevel);
    }

    public static void removeWriter(Writer writer) {
        LogOutput.get().removeWriter(writer);
    }

    public boolean isInfoEnabled() {
        return isEnabledFor(LEVEL.INFO);
    }

    public boolean isEnabledFor(LEVEL level) {
        return level.compareTo(LogOutput.least(name)) >= 0;
    }
}
