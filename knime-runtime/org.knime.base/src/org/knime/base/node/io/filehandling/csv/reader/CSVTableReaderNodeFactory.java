package org.knime.base.node.io.filehandling.csv.reader;

import org.knime.base.embedded.csv.CsvReaderModel;
import org.knime.core.node.NodeDialogPane;
import org.knime.core.node.NodeFactory;
import org.knime.core.node.NodeModel;
import org.knime.core.node.NodeView;

/** The CSV Reader: one file, without a port for its file system. */
public class CSVTableReaderNodeFactory extends NodeFactory<NodeModel> {
    @Override
    public CsvReaderModel createNodeModel() {
        return new CsvReaderModel();
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
