package org.knime.core.node.port.inactive;

import java.io.IOException;
import javax.swing.JComponent;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortObjectZipInputStream;
import org.knime.core.node.port.PortObjectZipOutputStream;

/** What flows out of a branch that does not run. */
public final class InactiveBranchPortObject implements PortObject {

    /** The only one. */
    public static final InactiveBranchPortObject INSTANCE = new InactiveBranchPortObject();

    /** Writes nothing. */
    public static final class Serializer extends PortObjectSerializer<InactiveBranchPortObject> {

        @Override
        public InactiveBranchPortObject loadPortObject(
                final PortObjectZipInputStream in, final PortObjectSpec spec, final ExecutionMonitor exec)
                throws IOException, CanceledExecutionException {
            return INSTANCE;
        }

        @Override
        public void savePortObject(
                final InactiveBranchPortObject portObject,
                final PortObjectZipOutputStream out,
                final ExecutionMonitor exec)
                throws IOException, CanceledExecutionException {
            // There is nothing to keep.
        }
    }

    private InactiveBranchPortObject() {}

    @Override
    public PortObjectSpec getSpec() {
        return InactiveBranchPortObjectSpec.INSTANCE;
    }

    @Override
    public String getSummary() {
        return "Inactive Port Object";
    }

    @Override
    public JComponent[] getViews() {
        return new JComponent[0];
    }

    @Override
    public String toString() {
        return getSummary();
    }
}
