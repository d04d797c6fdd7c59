package org.knime.core.node;

import org.knime.core.node.message.Message;

/** A Swing view of a node model; named in signatures only, for the embedded runtime has no user interface. */
public abstract class NodeView<T extends NodeModel> extends AbstractNodeView<T> implements NodeModelWarningListener {

    /** Makes a view of a model. */
    protected NodeView(final T nodeModel) {
        super(nodeModel);
    }

    /** Returns the model. */
    protected T getNodeModel() {
        return getViewableModel();
    }

    /** Is called before the view is closed. */
    protected abstract void onClose();

    /** Is called after the view is opened. */
    protected abstract void onOpen();

    @Override
    protected void callOpenView(final String title) {
        onOpen();
    }

    @Override
    public final void callCloseView() {
        onClose();
    }

    @Override
    public void warningChanged(final Message warning) {}
}
