package org.knime.core.embedded.tests;

import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.knime.core.node.port.flowvariable.FlowVariablePortObject;
import org.knime.core.node.port.flowvariable.FlowVariablePortObjectSpec;
import org.knime.core.node.workflow.LoopStartNodeTerminator;

/** Begins a loop over the numbers of its setting {@code values}; each becomes the variable {@code value}. */
public class ValuesLoopNodeFactory extends TestNodeFactory<ValuesLoopNodeFactory.Model> {
    public ValuesLoopNodeFactory() {
        super("Values Loop Start");
    }

    @Override
    public Model createNodeModel() {
        return new Model();
    }

    static final class Model extends TestNodeModel implements LoopStartNodeTerminator {
        private int[] values = {2, 5, 3};
        private int next;

        Model() {
            super(new PortType[0], new PortType[] {FlowVariablePortObject.TYPE});
        }

        @Override
        protected void saveSettingsTo(NodeSettingsWO settings) {
            settings.addIntArray("values", values);
        }

        @Override
        protected void loadValidatedSettingsFrom(NodeSettingsRO settings) throws InvalidSettingsException {
            values = settings.getIntArray("values");
        }

        @Override
        protected PortObjectSpec[] configure(PortObjectSpec[] inSpecs) {
            pushFlowVariableInt("value", 1);
            return new PortObjectSpec[] {FlowVariablePortObjectSpec.INSTANCE};
        }

        @Override
        protected PortObject[] execute(PortObject[] inObjects, ExecutionContext exec) {
            pushFlowVariableInt("value", values[next++]);
            return new PortObject[] {FlowVariablePortObject.INSTANCE};
        }

        @Override
        public boolean terminateLoop() {
            return next == values.length;
        }

        @Override
        protected void reset() {
            next = 0;
        }
    }
}
