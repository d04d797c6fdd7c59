package org.knime.core.node;

/** A Swing view of a node model; named in signatures only, for the embedded runtime has no user interface. */
public abstract class NodeView<T extends NodeModel> extends AbstractNodeView<T> implements NodeModelWarningListener {}
