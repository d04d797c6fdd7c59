package org.knime.core.embedded.tests;

import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.IntCell;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.knime.core.node.workflow.LoopEndNode;
import org.knime.core.node.workflow.LoopStartNodeTerminator;

/** Ends a loop; its table has a row for each iteration with the number of rows of that iteration's table. */
public class SizesLoopEndNodeFactory extends TestNodeFactory<SizesLoopEndNodeFactory.Model> {
    public SizesLoopEndNodeFactory() {
        super("Sizes Loop End");
    }

    @Override
    public Model createNodeModel() {
        return new Model();
    }

    static final class Model extends TestNodeModel implements LoopEndNode {
        private static final DataTableSpec SPEC =
                new DataTableSpec(new String[] {"size"}, new DataType[] {IntCell.TYPE});
        private BufferedDataContainer rows;
        private int count;

        Model() {
            super(new PortType[] {BufferedDataTable.TYPE}, new PortType[] {BufferedDataTable.TYPE});
        }

        @Override
        protected PortObjectSpec[] configure(PortObjectSpec[] inSpecs) throws InvalidSettingsException {
            if (getLoopStartNode() == null) {
                throw new InvalidSettingsException("no loop start");
            }
            return new PortObjectSpec[] {SPEC};
        }

        @Override
        protected PortObject[] execute(PortObject[] inObjects, ExecutionContext exec) {
            if (rows == null) {
                rows = exec.createDataContainer(SPEC);
            }
            rows.addRowToTable(
                    new DefaultRow("Row" + count++, new IntCell((int) ((BufferedDataTable) inObjects[0]).size())));
            if (!((LoopStartNodeTerminator) getLoopStartNode()).terminateLoop()) {
                continueLoop();
                return new PortObject[] {null};
            }
            rows.close();
            var table = rows.getTable();
            reset();
            return new PortObject[] {table};
        }

        @Override
        protected void reset() {
            rows = null;
            count = 0;
        }
    }
}
