package org.knime.core.node.port.inactive;

import javax.swing.JComponent;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;

/** What flows out of a branch that does not run. */
public final class InactiveBranchPortObject implements PortObject {

    /** The only one. */
    public static final InactiveBranchPortObject INSTANCE = new InactiveBranchPortObject();

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
}
