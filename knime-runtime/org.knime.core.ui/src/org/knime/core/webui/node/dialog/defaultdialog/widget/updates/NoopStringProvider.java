package org.knime.core.webui.node.dialog.defaultdialog.widget.updates;

import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.updates.StateProvider;

/** Stands for "no provider" in an annotation, which cannot hold null. */
public final class NoopStringProvider implements StateProvider<String> {
    @Override
    public void init(StateProviderInitializer initializer) {
        // nobody asks
    }

    @Override
    public String computeState(NodeParametersInput context) {
        return null;
    }
}
