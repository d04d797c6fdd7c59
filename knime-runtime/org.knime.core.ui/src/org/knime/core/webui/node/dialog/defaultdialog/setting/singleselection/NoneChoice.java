package org.knime.core.webui.node.dialog.defaultdialog.setting.singleselection;

/** The special choice "none" of a {@link StringOrEnum}. */
public enum NoneChoice {
    NONE
}
