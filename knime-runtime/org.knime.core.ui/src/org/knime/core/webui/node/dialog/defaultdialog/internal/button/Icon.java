package org.knime.core.webui.node.dialog.defaultdialog.internal.button;

/** The picture on a button. */
public enum Icon {
    NONE,
    RELOAD
}
