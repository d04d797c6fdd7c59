package org.seqnet.knime.message;

import org.knime.core.node.NodeLogger;

/** The loggers of the nodes. */
public final class Logs {
    /**
     * What the names of KNIME's own loggers begin with. KNIME's log4j configuration drops all below ERROR of loggers
     * with another name, so epochs and scores would show nowhere.
     */
    private static final String HEARD = "org.knime.";

    private Logs() {}

    /** Returns the logger of a class; the log shows the class by its simple name. */
    public static NodeLogger of(Class<?> type) {
        return NodeLogger.getLogger(HEARD + type.getName());
    }
}
