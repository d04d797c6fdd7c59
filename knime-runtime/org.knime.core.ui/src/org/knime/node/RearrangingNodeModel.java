package org.knime.node;

import org.knime.core.data.DataTableSpec;
import org.knime.core.data.container.ColumnRearranger;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.knime.node.DefaultModel.RearrangeColumnsInput;
import org.knime.node.parameters.NodeParameters;

/** Runs a declared node that rearranges the columns of one table. */
final class RearrangingNodeModel extends DeclaredNodeModel {

    private final DefaultModel.Rearranging step;

    RearrangingNodeModel(DefaultModel.Rearranging step, ParametersHolder parameters) {
        super(parameters);
        this.step = step;
        if (!isOneTable(parameters.inPortTypes) || !isOneTable(parameters.outPortTypes)) {
            throw new IllegalStateException(
                    "A node that rearranges columns needs one table as its input, one as its output, and no more.");
        }
    }

    private static boolean isOneTable(PortType[] types) {
        return types.length == 1 && BufferedDataTable.TYPE.equals(types[0]);
    }

    private ColumnRearranger rearranger(DataTableSpec spec) throws InvalidSettingsException {
        var settings = parameters.modelFor(new PortObjectSpec[] {spec});
        var rearranger = new ColumnRearranger[1];
        step.rearrange.accept(
                new RearrangeColumnsInput() {
                    @Override
                    @SuppressWarnings("unchecked")
                    public <S extends NodeParameters> S getParameters() {
                        return (S) settings;
                    }

                    @Override
                    public DataTableSpec getDataTableSpec() {
                        return spec;
                    }
                },
                given -> rearranger[0] = given);
        if (rearranger[0] == null) {
            throw new InvalidSettingsException("The node did not say how its columns change.");
        }
        return rearranger[0];
    }

    @Override
    protected PortObjectSpec[] configure(PortObjectSpec[] inSpecs) throws InvalidSettingsException {
        return new PortObjectSpec[] {rearranger((DataTableSpec) inSpecs[0]).createSpec()};
    }

    @Override
    protected PortObject[] execute(PortObject[] inObjects, ExecutionContext exec) throws Exception {
        var table = (BufferedDataTable) inObjects[0];
        var rearranger = rearranger(table.getDataTableSpec());
        return new PortObject[] {exec.createColumnRearrangeTable(table, rearranger, exec)};
    }
}
