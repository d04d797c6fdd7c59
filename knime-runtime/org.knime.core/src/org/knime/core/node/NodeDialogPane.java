package org.knime.core.node;

/** A Swing dialog; named in signatures only, for the embedded runtime has no user interface. */
public abstract class NodeDialogPane {}
