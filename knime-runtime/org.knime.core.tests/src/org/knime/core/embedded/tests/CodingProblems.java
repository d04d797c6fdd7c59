package org.knime.core.embedded.tests;

import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.function.Executable;
import org.knime.core.node.NodeLogger;
import org.knime.core.node.NodeLogger.LEVEL;

/** What is logged as a coding problem while something runs, which ends with the first one where assertions hold. */
public final class CodingProblems {
    private static final String MARK = "CODING PROBLEM\t";

    private CodingProblems() {}

    public static List<String> of(Executable action) throws Exception {
        var log = new StringWriter();
        NodeLogger.addKNIMEConsoleWriter(log, LEVEL.ERROR, LEVEL.FATAL);
        try {
            action.execute();
        } catch (AssertionError e) {
            if (!e.getMessage().startsWith(MARK)) {
                throw e;
            }
        } catch (Exception e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
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
