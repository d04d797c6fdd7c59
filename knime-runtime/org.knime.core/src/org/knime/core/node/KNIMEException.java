package org.knime.core.node;

import org.knime.core.internal.MessageAwareException;
import org.knime.core.node.message.Message;

/** A failure whose message users understand. */
public final class KNIMEException extends Exception implements MessageAwareException {

    private static final long serialVersionUID = 1L;

    private final transient Message message;

    private KNIMEException(Message message, Throwable cause) {
        super(message.getSummary(), cause);
        this.message = message;
    }

    @Override
    public Message getKNIMEMessage() {
        return message;
    }

    /** Makes an exception of a message. */
    public static KNIMEException of(final Message message) {
        return of(message, null);
    }

    /** Makes an exception of a message and a cause, which may be {@code null}. */
    public static KNIMEException of(final Message message, final Throwable cause) {
        return new KNIMEException(message, cause);
    }

    /** Returns an unchecked exception with the same message. */
    public KNIMERuntimeException toUnchecked() {
        return new KNIMERuntimeException(this);
    }

    /** The same as an unchecked exception. */
    public final class KNIMERuntimeException extends RuntimeException implements MessageAwareException {

        private static final long serialVersionUID = 1L;

        KNIMERuntimeException(KNIMEException cause) {
            super(cause.getMessage(), cause);
        }

        @Override
        public synchronized KNIMEException getCause() {
            return KNIMEException.this;
        }

        @Override
        public Message getKNIMEMessage() {
            return message;
        }
    }
}
