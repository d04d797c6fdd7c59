package org.seqnet.knime.file;

import org.knime.node.parameters.widget.choices.Label;
import org.seqnet.engine.sequence.LabelType;

/** The types of label columns, as choices of a dialog; the names are saved in settings and never change. */
enum LabelKind {
    @Label("String")
    STRING(LabelType.TEXT),
    @Label("Number (integer)")
    INTEGER(LabelType.INTEGER),
    @Label("Number (long)")
    LONG(LabelType.LONG),
    @Label("Boolean")
    BOOLEAN(LabelType.BOOLEAN);

    private final LabelType type;

    LabelKind(LabelType type) {
        this.type = type;
    }

    /** Returns the engine's. */
    LabelType type() {
        return type;
    }
}
