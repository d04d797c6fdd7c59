package org.knime.core.node;

import org.knime.core.internal.MessageAwareException;
import org.knime.core.node.message.Message;

/** Says that the user has cancelled the execution. */
public class CanceledExecutionException extends Exception implements MessageAwareException {

    /** What is said if nobody says more. */
    public static final Message DEFAULT_CANCEL_MESSAGE = Message.fromSummary("Execution canceled");

    private static final long serialVersionUID = 1L;

    private final transient Message message;

    /** Says no more. */
    public CanceledExecutionException() {
        this(DEFAULT_CANCEL_MESSAGE);
    }

    /** Says more. */
    public CanceledExecutionException(final String message) {
        this(Message.fromSummary(message));
    }

    /** Says more. */
    public CanceledExecutionException(final Message message) {
        super(message.getSummary());
        this.message = message;
    }

    @Override
    public Message getKNIMEMessage() {
        return message;
    }
}
