package org.knime.node.parameters;

import java.util.Optional;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;

/** What a node is connected to while its defaults or the choices of its dialog are made; no flow variable port. */
public interface NodeParametersInput {
    PortType[] getInPortTypes();

    /** Returns a specification a port; null where nothing is known yet. */
    PortObjectSpec[] getInPortSpecs();

    Optional<PortObjectSpec> getInPortSpec(int portIndex);

    /** Returns what each port holds; null where nothing has been executed yet. */
    PortObject[] getInPortObjects();

    /** @throws ClassCastException if the port holds no table */
    Optional<DataTableSpec> getInTableSpec(int portIndex);
}
