package org.knime.base.embedded.variable;

import java.util.Iterator;
import org.knime.core.data.DataRow;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.flowvariable.FlowVariablePortObject;
import org.knime.core.node.workflow.LoopStartNodeTerminator;

/** Makes flow variables of one row after the other; a table without rows makes one iteration, if it is accepted. */
public final class RowLoopStartModel extends RowToVariablesModel implements LoopStartNodeTerminator {
    private Iterator<DataRow> rows;
    private int iterations;
    private int done;

    public RowLoopStartModel() {
        super("Table Row to Variable Loop Start");
    }

    @Override
    protected PortObjectSpec[] configure(PortObjectSpec[] inSpecs) throws InvalidSettingsException {
        pushProgress(0, 0);
        return super.configure(inSpecs);
    }

    @Override
    protected PortObject[] execute(PortObject[] inObjects, ExecutionContext exec) throws Exception {
        var table = (BufferedDataTable) inObjects[0];
        if (rows == null) {
            rows = table.iterator();
            iterations = Math.max(1, Math.toIntExact(table.size()));
        }
        var row = rows.hasNext() ? rows.next() : null;
        pushProgress(iterations, done);
        push(table.getDataTableSpec(), row);
        done++;
        return new PortObject[] {FlowVariablePortObject.INSTANCE};
    }

    private void pushProgress(int most, int current) {
        pushFlowVariableInt("maxIterations", most);
        pushFlowVariableInt("currentIteration", current);
    }

    @Override
    public boolean terminateLoop() {
        return done == iterations;
    }

    @Override
    protected void reset() {
        rows = null;
        iterations = 0;
        done = 0;
    }
}
