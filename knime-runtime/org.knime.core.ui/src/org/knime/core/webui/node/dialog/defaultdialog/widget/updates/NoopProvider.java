package org.knime.core.webui.node.dialog.defaultdialog.widget.updates;

import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.updates.StateProvider;

/** Stands for "no provider" in annotations, which cannot hold null. */
class NoopProvider<T> implements StateProvider<T> {

    @Override
    public void init(StateProviderInitializer initializer) {
        throw new IllegalStateException(getClass().getSimpleName() + " only stands for a provider that is not there.");
    }

    @Override
    public T computeState(NodeParametersInput context) {
        throw new IllegalStateException(getClass().getSimpleName() + " only stands for a provider that is not there.");
    }
}
