package org.knime.node.parameters;

/** A class whose fields are controls of a dialog. */
public interface WidgetGroup {}
