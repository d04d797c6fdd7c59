package org.knime.core.internal;

import org.knime.core.node.message.Message;

/** An exception with a message that has more than one line. */
public interface MessageAwareException {

    /** Returns the message. */
    Message getKNIMEMessage();
}
