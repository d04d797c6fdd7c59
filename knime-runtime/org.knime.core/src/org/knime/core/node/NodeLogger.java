package org.knime.core.node;

import java.io.Writer;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

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

    private void log(LEVEL level, Supplier<Object> message, Throwable t) {
        if (isEnabledFor(level)) {
            log(level, message.get(), t);
        }
    }

    private void logThrown(LEVEL level, Throwable t) {
        log(level, t == null ? null : (Object) t.getMessage(), t);
    }

    public void debug(Object o) {
        log(LEVEL.DEBUG, o, null);
    }

    public void debug(Throwable throwable) {
        logThrown(LEVEL.DEBUG, throwable);
    }

    public void debug(Supplier<Object> supplier) {
        log(LEVEL.DEBUG, supplier, null);
    }

    public void debug(Object o, Throwable t) {
        log(LEVEL.DEBUG, o, t);
    }

    public void debug(Supplier<Object> supplier, Throwable t) {
        log(LEVEL.DEBUG, supplier, t);
    }

    public void debugWithFormat(String format, Object... args) {
        log(LEVEL.DEBUG, () -> format.formatted(args), null);
    }

    public void info(Object o) {
        log(LEVEL.INFO, o, null);
    }

    public void info(Throwable throwable) {
        logThrown(LEVEL.INFO, throwable);
    }

    public void info(Supplier<Object> supplier) {
        log(LEVEL.INFO, supplier, null);
    }

    public void info(Object o, Throwable t) {
        log(LEVEL.INFO, o, t);
    }

    public void info(Supplier<Object> supplier, Throwable t) {
        log(LEVEL.INFO, supplier, t);
    }

    public void infoWithFormat(String format, Object... args) {
        log(LEVEL.INFO, () -> format.formatted(args), null);
    }

    public void warn(Object o) {
        log(LEVEL.WARN, o, null);
    }

    public void warn(Throwable throwable) {
        logThrown(LEVEL.WARN, throwable);
    }

    public void warn(Supplier<Object> supplier) {
        log(LEVEL.WARN, supplier, null);
    }

    public void warn(Object o, Throwable t) {
        log(LEVEL.WARN, o, t);
    }

    public void warn(Supplier<Object> supplier, Throwable t) {
        log(LEVEL.WARN, supplier, t);
    }

    public void warnWithFormat(String format, Object... args) {
        log(LEVEL.WARN, () -> format.formatted(args), null);
    }

    public void error(Object o) {
        log(LEVEL.ERROR, o, null);
    }

    public void error(Throwable throwable) {
        logThrown(LEVEL.ERROR, throwable);
    }

    public void error(Supplier<Object> supplier) {
        log(LEVEL.ERROR, supplier, null);
    }

    public void error(Object o, Throwable t) {
        log(LEVEL.ERROR, o, t);
    }

    public void error(Supplier<Object> supplier, Throwable t) {
        log(LEVEL.ERROR, supplier, t);
    }

    public void errorWithFormat(String format, Object... args) {
        log(LEVEL.ERROR, () -> format.formatted(args), null);
    }

    public void fatal(Object o) {
        log(LEVEL.FATAL, o, null);
    }

    public void fatal(Throwable throwable) {
        logThrown(LEVEL.FATAL, throwable);
    }

    public void fatal(Supplier<Object> supplier) {
        log(LEVEL.FATAL, supplier, null);
    }

    public void fatal(Object o, Throwable t) {
        log(LEVEL.FATAL, o, t);
    }

    public void fatal(Supplier<Object> supplier, Throwable t) {
        log(LEVEL.FATAL, supplier, t);
    }

    public void fatalWithFormat(String format, Object... args) {
        log(LEVEL.FATAL, () -> format.formatted(args), null);
    }

    /** Logs a mistake in a node's code as an error that says so. It fails a test: those run with assertions. */
    public void coding(Object o) {
        coding(o, null);
    }

    public void coding(Supplier<Object> supplier) {
        coding(supplier.get(), null);
    }

    public void coding(Object o, Throwable t) {
        log(LEVEL.ERROR, CODING + o, t);
        assert false : CODING + o;
    }

    public void coding(Supplier<Object> supplier, Throwable t) {
        coding(supplier.get(), t);
    }

    public void codingWithFormat(String format, Object... args) {
        coding(format.formatted(args));
    }

    /** Copies what is logged between the two levels, both included, in the format of KNIME's console. */
    public static void addKNIMEConsoleWriter(Writer writer, LEVEL minLevel, LEVEL maxLevel) {
        LogOutput.get().addWriter(writer, minLevel, maxLevel);
    }

    public static void removeWriter(Writer writer) {
        LogOutput.get().removeWriter(writer);
    }

    public LEVEL getLevel() {
        return LogOutput.least(name);
    }

    public boolean isDebugEnabled() {
        return isEnabledFor(LEVEL.DEBUG);
    }

    public boolean isInfoEnabled() {
        return isEnabledFor(LEVEL.INFO);
    }

    public boolean isEnabledFor(LEVEL level) {
        return level.compareTo(LogOutput.least(name)) >= 0;
    }
}
