package org.knime.base.node.preproc.sorter;

import org.knime.base.embedded.sort.SorterModel;
import org.knime.core.node.NodeDialogPane;
import org.knime.core.node.NodeFactory;
import org.knime.core.node.NodeModel;
import org.knime.core.node.NodeView;

/** The Sorter. */
public class SorterNodeFactory extends NodeFactory<NodeModel> {
    @Override
    public SorterModel createNodeModel() {
        return new SorterModel();
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
