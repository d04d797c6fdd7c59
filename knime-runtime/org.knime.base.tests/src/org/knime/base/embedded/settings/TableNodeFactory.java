package org.knime.base.embedded.settings;

import java.io.File;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.NodeDescription;
import org.knime.core.node.NodeDialogPane;
import org.knime.core.node.NodeFactory;
import org.knime.core.node.NodeModel;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.core.node.NodeView;
import org.w3c.dom.Element;

/** Makes a table that a test gives. */
@SuppressWarnings("removal")
public final class TableNodeFactory extends NodeFactory<NodeModel> {
    private final DataTableSpec spec;
    private final DataRow[] rows;

    public TableNodeFactory(DataTableSpec spec, DataRow... rows) {
        super(true);
        this.spec = spec;
        this.rows = rows;
        init();
    }

    @Override
    public NodeModel createNodeModel() {
        return new NodeModel(0, 1) {
            @Override
            protected DataTableSpec[] configure(DataTableSpec[] inSpecs) {
                return new DataTableSpec[] {spec};
            }

            @Override
            protected BufferedDataTable[] execute(BufferedDataTable[] inData, ExecutionContext exec) {
                var table = exec.createDataContainer(spec);
                for (var row : rows) {
                    table.addRowToTable(row);
                }
                table.close();
                return new BufferedDataTable[] {table.getTable()};
            }

            @Override
            protected void loadInternals(File nodeInternDir, ExecutionMonitor exec) {}

            @Override
            protected void saveInternals(File nodeInternDir, ExecutionMonitor exec) {}

            @Override
            protected void saveSettingsTo(NodeSettingsWO settings) {}

            @Override
            protected void validateSettings(NodeSettingsRO settings) {}

            @Override
            protected void loadValidatedSettingsFrom(NodeSettingsRO settings) {}

            @Override
            protected void reset() {}
        };
    }

    @Override
    protected int getNrNodeViews() {
        return 0;
    }

    @Override
    public NodeView<NodeModel> createNodeView(int viewIndex, NodeModel nodeModel) {
        return null;
    }

    @Override
    protected boolean hasDialog() {
        return false;
    }

    @Override
    protected NodeDialogPane createNodeDialogPane() {
        return null;
    }

    @Override
    protected NodeDescription createNodeDescription() {
        return new NodeDescription() {
            @Override
            public String getIconPath() {
                return null;
            }

            @Override
            public String getInportName(int index) {
                return null;
            }

            @Override
            public String getNodeName() {
                return "Table";
            }

            @Override
            public String getOutportName(int index) {
                return "Table";
            }

            @Override
            public NodeType getType() {
                return NodeType.Source;
            }

            @Override
            public int getViewCount() {
                return 0;
            }

            @Override
            public String getViewDescription(int index) {
                return null;
            }

            @Override
            public Element getXMLDescription() {
                return null;
            }
        };
    }
}
