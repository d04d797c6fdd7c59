package org.knime.core.embedded.tests;

import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;

/** Counts a table's rows; knows its output's spec only once it has run. */
public class CountNodeFactory extends TestNodeFactory<CountNodeFactory.Model> {
    public CountNodeFactory() {
        super("Count");
    }

    @Override
    public Model createNodeModel() {
        return new Model();
    }

    static final class Model extends TestNodeModel {
        Model() {
            super(new PortType[] {BufferedDataTable.TYPE}, new PortType[] {CountPortObject.TYPE});
        }

        @Override
        protected PortObjectSpec[] configure(PortObjectSpec[] inSpecs) {
            return new PortObjectSpec[] {null};
        }

        @Override
        protected PortObject[] execute(PortObject[] inObjects, ExecutionContext exec) {
            return new PortObject[] {new CountPortObject(((BufferedDataTable) inObjects[0]).size())};
        }
    }
}
