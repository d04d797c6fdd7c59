package org.knime.core.ui.embedded.parameters;

import java.util.Optional;
import java.util.stream.Stream;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.knime.node.parameters.NodeParametersInput;

/** What is known of a node's inputs while it is configured. */
public record PortsInput(PortType[] getInPortTypes, PortObjectSpec[] getInPortSpecs) implements NodeParametersInput {
    /** Describes the inputs of a node of which only the specifications are known. */
    public static PortsInput of(PortObjectSpec[] inPortSpecs) {
        return new PortsInput(
                Stream.of(inPortSpecs).map(spec -> PortObject.TYPE).toArray(PortType[]::new), inPortSpecs);
    }

    @Override
    public Optional<PortObjectSpec> getInPortSpec(int portIndex) {
        return Optional.ofNullable(getInPortSpecs[portIndex]);
    }

    @Override
    public PortObject[] getInPortObjects() {
        return new PortObject[getInPortSpecs.length];
    }

    @Override
    public Optional<DataTableSpec> getInTableSpec(int portIndex) {
        return getInPortSpec(portIndex).map(DataTableSpec.class::cast);
    }
}
