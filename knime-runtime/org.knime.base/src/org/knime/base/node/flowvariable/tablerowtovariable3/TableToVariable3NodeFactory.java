package org.knime.base.node.flowvariable.tablerowtovariable3;

import org.knime.base.embedded.variable.RowToVariablesModel;
import org.knime.core.node.NodeDialogPane;
import org.knime.core.node.NodeFactory;
import org.knime.core.node.NodeModel;
import org.knime.core.node.NodeView;

/** The Table Row to Variable. */
public final class TableToVariable3NodeFactory extends NodeFactory<NodeModel> {
    @Override
    public RowToVariablesModel createNodeModel() {
        return new RowToVariablesModel();
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
