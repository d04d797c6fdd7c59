package org.knime.core.webui.node.dialog.defaultdialog.widget.updates;

/** No computed text. */
public final class NoopStringProvider extends NoopProvider<String> {}
