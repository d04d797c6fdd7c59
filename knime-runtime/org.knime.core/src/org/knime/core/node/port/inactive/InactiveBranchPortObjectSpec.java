package org.knime.core.node.port.inactive;

import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortObjectSpecZipInputStream;
import org.knime.core.node.port.PortObjectSpecZipOutputStream;

/** The spec of {@link InactiveBranchPortObject}. */
public final class InactiveBranchPortObjectSpec implements PortObjectSpec {

    /** The only one. */
    public static final InactiveBranchPortObjectSpec INSTANCE = new InactiveBranchPortObjectSpec();

    /** Writes nothing. */
    public static final class Serializer extends PortObjectSpecSerializer<InactiveBranchPortObjectSpec> {

        @Override
        public InactiveBranchPortObjectSpec loadPortObjectSpec(final PortObjectSpecZipInputStream in) {
            return INSTANCE;
        }

        @Override
        public void savePortObjectSpec(
                final InactiveBranchPortObjectSpec portObjectSpec, final PortObjectSpecZipOutputStream out) {
            // There is nothing to keep.
        }
    }

    private InactiveBranchPortObjectSpec() {}

    @Override
    public String toString() {
        return "Inactive Port Object";
    }
}
