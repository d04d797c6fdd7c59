package org.knime.core.webui.node.view;

import org.knime.core.node.NodeModel;

/** A node factory that makes a view. */
public interface NodeViewFactory<T extends NodeModel> {
    NodeView createNodeView(T nodeModel);

    /** Tells whether the node has a view. */
    default boolean hasNodeView() {
        return true;
    }
}
