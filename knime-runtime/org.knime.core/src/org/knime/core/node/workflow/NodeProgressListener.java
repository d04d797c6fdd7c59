package org.knime.core.node.workflow;

import java.util.EventListener;

/** Hears of a node's progress, on the node's own thread. */
public interface NodeProgressListener extends EventListener {
    void progressChanged(NodeProgressEvent pe);
}
