package org.knime.core.embedded.tests;

import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataTableSpecCreator;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;

/** Makes a table of as many rows as its setting {@code shape/rows} says; fails on 13 rows, refuses less than none. */
public class RowsNodeFactory extends TestNodeFactory<RowsNodeFactory.Model> {
    public RowsNodeFactory() {
        super("Rows");
    }

    @Override
    public Model createNodeModel() {
        return new Model();
    }

    static final class Model extends TestNodeModel {
        private static final DataTableSpec SPEC = new DataTableSpecCreator()
                .addColumns(
                        new DataColumnSpecCreator("number", IntCell.TYPE).createSpec(),
                        new DataColumnSpecCreator("text, quoted", StringCell.TYPE).createSpec())
                .createSpec();

        private int rows = 3;

        Model() {
            super(new PortType[0], new PortType[] {BufferedDataTable.TYPE});
        }

        @Override
        protected void saveSettingsTo(NodeSettingsWO settings) {
            settings.addNodeSettings("shape").addInt("rows", rows);
        }

        @Override
        protected void validateSettings(NodeSettingsRO settings) throws InvalidSettingsException {
            if (settings.getNodeSettings("shape").getInt("rows") < 0) {
                throw new InvalidSettingsException("rows must not be negative");
            }
        }

        @Override
        protected void loadValidatedSettingsFrom(NodeSettingsRO settings) throws InvalidSettingsException {
            rows = settings.getNodeSettings("shape").getInt("rows");
        }

        @Override
        protected PortObjectSpec[] configure(PortObjectSpec[] inSpecs) throws InvalidSettingsException {
            if (rows == 0) {
                throw new InvalidSettingsException("no rows are asked for");
            }
            return new PortObjectSpec[] {SPEC};
        }

        @Override
        protected PortObject[] execute(PortObject[] inObjects, ExecutionContext exec) throws Exception {
            if (rows == 13) {
                throw new IllegalStateException("thirteen rows bring bad luck");
            }
            var container = exec.createDataContainer(SPEC);
            for (int i = 0; i < rows; i++) {
                container.addRowToTable(new DefaultRow("Row" + i, new IntCell(i), new StringCell("say \"" + i + "\"")));
            }
            container.close();
            pushFlowVariableInt("rows made", rows);
            return new PortObject[] {container.getTable()};
        }
    }
}
