package org.knime.core.webui.node.dialog.defaultdialog.setting.singleselection;

import org.knime.node.parameters.widget.choices.Label;

/** The special choice "RowID" of a {@link StringOrEnum}. */
public enum RowIDChoice {
    @Label(RowIDChoice.ROW_ID_LABEL)
    ROW_ID;

    public static final String ROW_ID_LABEL = "RowID";
}
