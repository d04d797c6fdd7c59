package org.seqnet.knime;

import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.knime.core.node.NodeLogger;
import org.knime.core.node.NodeLogger.LEVEL;

/** What KNIME logs as a coding problem while something runs; where assertions hold, the first one ends it. */
public final class CodingProblems {
    private static final String MARK = "CODING PROBLEM\t";

    private CodingProblems() {}

    /** Runs the action and returns the problems, in the order in which they were logged. */
    public static List<String> of(Callable<?> action) throws Exception {
        var log = new StringWriter();
        NodeLogger.addKNIMEConsoleWriter(log, LEVEL.ERROR, LEVEL.FATAL);
        try {
            action.call();
        } catch (AssertionError e) {
            if (!String.valueOf(e.getMessage()).startsWith(MARK)) {
                throw e;
            }
        } finally {
            NodeLogger.removeWriter(log);
        }
        return log.toString()
                .lines()
                .filter(line -> line.contains(MARK))
                .map(line -> line.substring(line.indexOf(MARK) + MARK.length()))
                .toList();
    }
}
