package org.knime.core.node.workflow;

import java.util.EventListener;

/** Hears of a node's new message. */
public interface NodeMessageListener extends EventListener {
    void messageChanged(NodeMessageEvent messageEvent);
}
