package org.knime.core.node;

import java.util.EventListener;
import org.knime.core.node.message.Message;

/** Hears of a node model's warnings. */
public interface NodeModelWarningListener extends EventListener {

    /** Is called with a new warning, or {@code null} if there is none any more. */
    void warningChanged(final Message warning);
}
