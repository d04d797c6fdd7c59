package org.knime.core.node;

import java.util.Objects;

/** A view of a node model; named in signatures only, for the embedded runtime has no user interface. */
public abstract class AbstractNodeView<T extends AbstractNodeView.ViewableModel> {

    private final T model;

    /** What can be viewed. */
    public static interface ViewableModel {}

    /** Makes a view of a model. */
    protected AbstractNodeView(final T nodeModel) {
        model = Objects.requireNonNull(nodeModel);
    }

    /** Returns the model. */
    protected final T getViewableModel() {
        return model;
    }

    /** Is called after the model has changed. */
    protected abstract void modelChanged();

    /** Is called with what the model tells its views. */
    protected void updateModel(final Object arg) {}

    /** Opens the view. */
    protected abstract void callOpenView(final String title);

    /** Closes the view. */
    protected abstract void callCloseView();
}
