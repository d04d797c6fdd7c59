package org.knime.core.webui.node.dialog;

/** A dialog. This runtime never shows one. */
public interface NodeDialog {}
