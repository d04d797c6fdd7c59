package org.knime.core.embedded;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.core.runtime.Platform;
import org.knime.core.node.NodeLogger;
import org.knime.core.node.NodeLogger.LEVEL;
import org.knime.core.node.workflow.NodeContainer;
import org.knime.core.node.workflow.NodeContext;

/**
 * Writes log lines where KNIME writes them, in its layouts, so that whatever follows the log of one follows the other:
 * all to {@code knime.log} in the workspace, warnings also to standard output, errors to standard error, and the batch
 * executor's own lines to standard output. Nothing below INFO is kept, as nobody reads the embedded runtime's debug
 * log; and of loggers that are not named as KNIME's own are, nothing below ERROR, since KNIME's configuration wants it
 * so.
 */
public final class LogOutput {
    private static final LEVEL LEAST = LEVEL.INFO;
    private static final LEVEL LEAST_OF_OTHERS = LEVEL.ERROR;

    private static final LogOutput INSTANCE = new LogOutput();
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss,SSS");
    private static final String BATCH_EXECUTOR = "BatchExecutor";
    private static final int CONSOLE_LIMIT = 10_000;

    private record Range(LEVEL least, LEVEL greatest) {
        boolean contains(LEVEL level) {
            return (least == LEVEL.ALL || level.compareTo(least) >= 0) && level.compareTo(greatest) <= 0;
        }
    }

    private final Map<Writer, Range> writers = new ConcurrentHashMap<>();
    private Writer file;
    private boolean fileFailed;

    public static LogOutput get() {
        return INSTANCE;
    }

    /** Returns the least severe level that a logger's lines are kept of. */
    public static LEVEL least(String logger) {
        return logger.startsWith("org.knime.") || logger.startsWith("com.knime.") ? LEAST : LEAST_OF_OTHERS;
    }

    public void addWriter(Writer writer, LEVEL least, LEVEL greatest) {
        writers.put(writer, new Range(least, greatest));
    }

    public void removeWriter(Writer writer) {
        writers.remove(writer);
    }

    public void write(String logger, LEVEL level, Object message, Throwable thrown) {
        if (level.compareTo(least(logger)) < 0) {
            return;
        }
        var source = logger.substring(logger.lastIndexOf('.') + 1);
        var node = NodeContext.getContextOptional().map(NodeContext::getNodeContainer);
        var nodeName = node.map(NodeContainer::getName).orElse("");
        var nodeId = node.map(container -> container.getID().toString()).orElse("");
        var text = String.valueOf(message);
        var trace = trace(thrown);
        // date : level : thread : job : class : node : id : message; a job is a server's, so it is always empty here
        var line = "%s : %-5s : %s :  : %s : %s : %s : %s%n%s"
                .formatted(
                        TIME.format(LocalDateTime.now()),
                        level,
                        Thread.currentThread().getName(),
                        source,
                        nodeName,
                        nodeId,
                        text,
                        trace);
        synchronized (this) {
            writeFile(line);
            console(level, source).ifPresent(stream -> {
                stream.print("%-5s\t %s %s\t %s%n"
                        .formatted(level, Thread.currentThread().getName(), source, shortened(text)));
                stream.flush();
            });
            var console = "%-5s %-20s %-10s %s%n"
                    .formatted(level, nodeName.isEmpty() ? source : nodeName, nodeId, shortened(text));
            writers.forEach((writer, range) -> {
                if (range.contains(level)) {
                    append(writer, console);
                }
            });
        }
    }

    private static Optional<PrintStream> console(LEVEL level, String source) {
        return Optional.ofNullable(
                switch (level) {
                    case WARN -> System.out;
                    case ERROR, FATAL -> System.err;
                    default -> source.equals(BATCH_EXECUTOR) ? System.out : null;
                });
    }

    private static String shortened(String text) {
        return text.length() <= CONSOLE_LIMIT ? text : text.substring(text.length() - CONSOLE_LIMIT);
    }

    private static String trace(Throwable thrown) {
        if (thrown == null) {
            return "";
        }
        var text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }

    private static void append(Writer writer, String text) {
        try {
            writer.write(text);
            writer.flush();
        } catch (IOException e) {
            System.err.println("A log line was lost: " + e.getMessage());
        }
    }

    private void writeFile(String line) {
        if (file == null && !fileFailed) {
            open();
        }
        if (file != null) {
            append(file, line);
        }
    }

    private void open() {
        var workspace = workspace();
        if (workspace.isEmpty()) {
            return; // a plain unit test, or the workspace is not chosen yet: the console must do
        }
        var path = workspace.get().resolve(".metadata/knime").resolve(NodeLogger.LOG_FILE);
        try {
            Files.createDirectories(path.getParent());
            file = Files.newBufferedWriter(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            fileFailed = true;
            System.err.println("No log is written, since " + path + " cannot be opened: " + e);
        }
    }

    private static Optional<Path> workspace() {
        if (!Platform.isRunning()) {
            return Optional.empty();
        }
        var location = Platform.getInstanceLocation();
        return location == null || !location.isSet()
                ? Optional.empty()
                : Optional.of(Path.of(location.getURL().getPath()));
    }
}
