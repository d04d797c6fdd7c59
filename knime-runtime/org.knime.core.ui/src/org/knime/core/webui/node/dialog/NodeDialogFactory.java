package org.knime.core.webui.node.dialog;

/** A node factory that makes a dialog. */
public interface NodeDialogFactory {
    default boolean hasNodeDialog() {
        return true;
    }

    NodeDialog createNodeDialog();
}
