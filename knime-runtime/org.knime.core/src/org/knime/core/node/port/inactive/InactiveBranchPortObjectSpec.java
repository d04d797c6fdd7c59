package org.knime.core.node.port.inactive;

import org.knime.core.node.port.PortObjectSpec;

/** The spec of {@link InactiveBranchPortObject}. */
public final class InactiveBranchPortObjectSpec implements PortObjectSpec {

    /** The only one. */
    public static final InactiveBranchPortObjectSpec INSTANCE = new InactiveBranchPortObjectSpec();

    private InactiveBranchPortObjectSpec() {}
}
