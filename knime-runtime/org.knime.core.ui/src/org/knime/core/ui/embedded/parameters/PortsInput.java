package org.knime.core.ui.embedded.parameters;

import java.util.Optional;
import java.util.stream.Stream;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.knime.node.parameters.NodeParametersInput;

/** What is known of a node's ports while it is configured: types and specifications, no data. */
public record PortsInput(PortType[] inPortTypes, PortObjectSpec[] inPortSpecs, PortType[] outPortTypes)
        implements NodeParametersInput {

    /** Describes the ports of a node of which only the incoming specifications are known. */
    public static PortsInput of(PortObjectSpec[] inPortSpecs) {
        var types = Stream.of(inPortSpecs).map(spec -> PortObject.TYPE).toArray(PortType[]::new);
        return new PortsInput(types, inPortSpecs, null);
    }

    @Override
    public PortType[] getInPortTypes() {
        return inPortTypes;
    }

    @Override
    public PortObjectSpec[] getInPortSpecs() {
        return inPortSpecs;
    }

    @Override
    public Optional<PortObjectSpec> getInPortSpec(int portIndex) {
        return Optional.ofNullable(inPortSpecs[portIndex]);
    }

    @Override
    public DataTableSpec[] getInTableSpecs() {
        return Stream.of(inPortSpecs).map(DataTableSpec.class::cast).toArray(DataTableSpec[]::new);
    }

    @Override
    public Optional<DataTableSpec> getInTableSpec(int portIndex) {
        return getInPortSpec(portIndex).map(DataTableSpec.class::cast);
    }

    @Override
    public PortObject[] getInPortObjects() {
        return new PortObject[inPortSpecs.length];
    }

    @Override
    public Optional<PortObject> getInPortObject(int portIndex) {
        return Optional.ofNullable(getInPortObjects()[portIndex]);
    }

    @Override
    public BufferedDataTable[] getInTables() {
        return new BufferedDataTable[inPortSpecs.length];
    }

    @Override
    public Optional<BufferedDataTable> getInTable(int portIndex) {
        return getInPortObject(portIndex).map(BufferedDataTable.class::cast);
    }

    @Override
    public PortType[] getOutPortTypes() {
        return outPortTypes;
    }
}
