package org.knime.core.node.port.flowvariable;

import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortObjectSpecZipInputStream;
import org.knime.core.node.port.PortObjectSpecZipOutputStream;

/** The spec of {@link FlowVariablePortObject}. */
public final class FlowVariablePortObjectSpec implements PortObjectSpec {

    /** The only one. */
    public static final FlowVariablePortObjectSpec INSTANCE = new FlowVariablePortObjectSpec();

    /** Writes nothing. */
    public static final class Serializer extends PortObjectSpecSerializer<FlowVariablePortObjectSpec> {

        @Override
        public FlowVariablePortObjectSpec loadPortObjectSpec(final PortObjectSpecZipInputStream in) {
            return INSTANCE;
        }

        @Override
        public void savePortObjectSpec(
                final FlowVariablePortObjectSpec portObjectSpec, final PortObjectSpecZipOutputStream out) {
            // There is nothing to keep.
        }
    }

    private FlowVariablePortObjectSpec() {}
}
