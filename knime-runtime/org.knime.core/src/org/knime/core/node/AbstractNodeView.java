package org.knime.core.node;

/** A view of a node model; named in signatures only, for the embedded runtime has no user interface. */
public abstract class AbstractNodeView<T extends AbstractNodeView.ViewableModel> {

    /** What can be viewed. */
    public static interface ViewableModel {}
}
