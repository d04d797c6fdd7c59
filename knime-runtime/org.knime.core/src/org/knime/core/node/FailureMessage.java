package org.knime.core.node;

import org.knime.core.internal.MessageAwareException;
import org.knime.core.node.message.Message;
import org.knime.core.node.port.PortObject;

/** Says why a node model was not executed to its end. */
final class FailureMessage {
    private FailureMessage() {}

    /** Returns the message of a cancellation, or null if the node was not canceled. */
    static Message cancellation(Throwable thrown, ExecutionContext exec) {
        if (thrown instanceof CanceledExecutionException canceled) {
            return canceled.getKNIMEMessage();
        }
        try {
            exec.checkCanceled();
            return null;
        } catch (CanceledExecutionException canceled) {
            return canceled.getKNIMEMessage();
        }
    }

    static Message of(Throwable thrown, PortObject[] modelInputs) {
        if (thrown instanceof MessageAwareException aware) {
            return aware.getKNIMEMessage().renderIssueDetails(modelInputs);
        }
        var text = thrown.getMessage();
        return Message.fromSummary(Node.EXECUTE_FAILED_PREFIX
                + (text != null && text.length() >= 5
                        ? text
                        : "(\"" + thrown.getClass().getSimpleName() + "\"): " + text));
    }
}
