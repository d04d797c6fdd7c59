package org.knime.base.node.meta.looper.variable.start;

import org.knime.base.embedded.variable.RowLoopStartModel;
import org.knime.core.node.NodeDialogPane;
import org.knime.core.node.NodeFactory;
import org.knime.core.node.NodeModel;
import org.knime.core.node.NodeView;

/** The Table Row to Variable Loop Start. */
public class LoopStartVariable3NodeFactory extends NodeFactory<NodeModel> {
    @Override
    public RowLoopStartModel createNodeModel() {
        return new RowLoopStartModel();
    }

    @Override
    protected int getNrNodeViews() {
        return 0;
    }

    @Override
    @SuppressWarnings("removal")
    public NodeView<NodeModel> createNodeView(int viewIndex, NodeModel nodeModel) {
        throw new UnsupportedOperationException("There is no view.");
    }

    @Override
    @SuppressWarnings("removal")
    protected boolean hasDialog() {
        return false;
    }

    @Override
    @SuppressWarnings("removal")
    protected NodeDialogPane createNodeDialogPane() {
        throw new UnsupportedOperationException("There is no dialog.");
    }
}
