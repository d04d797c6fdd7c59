package org.seqnet.knime.message;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.message.Message;
import org.seqnet.engine.SeqNetException;

/** Failures as KNIME shows them: what went wrong and where, then how to cure it. */
public final class Failures {
    /** What to do about sequences for which numbers grow too large in a network. */
    public static final String LOOK_FOR_NO_DATA = "Check the sequences for placeholders for missing data, such "
            + "as -3.4028235E38, and remove or replace them.";

    private Failures() {}

    /** Returns a failure of an execution. */
    public static KNIMEException failure(String summary, String... resolutions) {
        return KNIMEException.of(Message.fromSummaryWithResolution(summary, resolutions));
    }

    /** Returns a failure of an execution, caused by another one that only the log shows. */
    public static KNIMEException failure(Throwable cause, String summary, String... resolutions) {
        return KNIMEException.of(Message.fromSummaryWithResolution(summary, resolutions), cause);
    }

    /** Returns what the engine refused; its message is written for users already. */
    public static KNIMEException failure(SeqNetException refusal) {
        return KNIMEException.of(Message.fromSummary(refusal.getMessage()), refusal);
    }

    /** Returns the failure of an execution that meets what a configuration refuses, with the same resolutions. */
    public static KNIMEException failure(InvalidSettingsException refusal) {
        return refusal.getCause() instanceof KNIMEException sameMessage
                ? sameMessage
                : failure(refusal, refusal.getMessage());
    }

    /** Returns a failure at one cell, which KNIME shows beside the message. */
    public static KNIMEException failureAt(
            int port, long row, int column, String issue, String summary, String... resolutions) {
        var message = Message.builder()
                .withSummary(summary)
                .addRowIssue(port, column, row, issue)
                .addResolutions(resolutions)
                .build();
        return KNIMEException.of(message.orElseThrow());
    }

    /**
     * Returns a failure at a missing cell of a row that the node could also skip.
     *
     * @param row what the message calls the row, such as {@code "Row 'Row17'"}
     */
    public static KNIMEException missingCell(int port, long index, int column, String row, String columnName) {
        return failureAt(
                port,
                index,
                column,
                "The cell is missing.",
                "%s: the cell of column '%s' is missing.".formatted(row, columnName),
                "Fill in the value, remove the row, or configure the node to skip rows with missing values.");
    }

    /** Returns the reason why a node cannot be configured. */
    public static InvalidSettingsException invalid(String summary, String... resolutions) {
        var message = Message.fromSummaryWithResolution(summary, resolutions);
        // KNIME lets no one ask the exception for its message; its cause has the same
        return message.toInvalidSettingsException(KNIMEException.of(message));
    }

    /** Returns the reason why a node cannot be configured, as the engine gave it. */
    public static InvalidSettingsException invalid(SeqNetException refusal) {
        return Message.fromSummary(refusal.getMessage()).toInvalidSettingsException(refusal);
    }
}
