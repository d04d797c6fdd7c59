package org.knime.core.node;

import java.io.File;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.container.ColumnRearranger;
import org.knime.core.data.container.SingleCellFactory;
import org.knime.core.data.def.IntCell;

/** A node that appends the sum of its input's first two columns, which hold whole numbers. */
final class SumNodeFactory extends NodeFactory<NodeModel> {

    static ColumnRearranger rearranger(DataTableSpec spec) {
        var sum = new DataColumnSpecCreator("sum", IntCell.TYPE).createSpec();
        var rearranger = new ColumnRearranger(spec);
        rearranger.append(new SingleCellFactory(sum) {
            @Override
            public DataCell getCell(DataRow row, long rowIndex) {
                return new IntCell(value(row, 0) + value(row, 1));
            }

            private static int value(DataRow row, int column) {
                return ((IntCell) row.getCell(column)).getIntValue();
            }
        });
        return rearranger;
    }

    @Override
    protected NodeDescription createNodeDescription() {
        return new NoDescriptionProxy(getClass());
    }

    @Override
    public NodeModel createNodeModel() {
        return new NodeModel(1, 1) {
            @Override
            protected DataTableSpec[] configure(DataTableSpec[] inSpecs) throws InvalidSettingsException {
                if (inSpecs[0].getNumColumns() < 2) {
                    throw new InvalidSettingsException("Two columns are needed.");
                }
                return new DataTableSpec[] {rearranger(inSpecs[0]).createSpec()};
            }

            @Override
            protected BufferedDataTable[] execute(BufferedDataTable[] inData, ExecutionContext exec)
                    throws CanceledExecutionException {
                var spec = inData[0].getDataTableSpec();
                return new BufferedDataTable[] {exec.createColumnRearrangeTable(inData[0], rearranger(spec), exec)};
            }

            @Override
            protected void saveSettingsTo(NodeSettingsWO settings) {}

            @Override
            protected void validateSettings(NodeSettingsRO settings) {}

            @Override
            protected void loadValidatedSettingsFrom(NodeSettingsRO settings) {}

            @Override
            protected void loadInternals(File nodeInternDir, ExecutionMonitor exec) {}

            @Override
            protected void saveInternals(File nodeInternDir, ExecutionMonitor exec) {}

            @Override
            protected void reset() {}
        };
    }

    @Override
    protected int getNrNodeViews() {
        return 0;
    }

    @Override
    @SuppressWarnings("removal")
    public NodeView<NodeModel> createNodeView(int viewIndex, NodeModel nodeModel) {
        return null;
    }

    @Override
    @SuppressWarnings("removal")
    protected boolean hasDialog() {
        return false;
    }

    @Override
    @SuppressWarnings("removal")
    protected NodeDialogPane createNodeDialogPane() {
        return null;
    }
}
