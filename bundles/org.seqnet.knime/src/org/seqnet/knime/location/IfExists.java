package org.seqnet.knime.location;

import org.knime.node.parameters.widget.choices.Label;

/** What a writer does where there is a file already, as KNIME's own name it; the names are saved and never change. */
public enum IfExists {
    @Label(value = "Fail", description = "The node fails before it is executed, and the existing file is kept.")
    FAIL,
    @Label(value = "Overwrite", description = "The new file replaces the existing one once it is completely written.")
    OVERWRITE
}
