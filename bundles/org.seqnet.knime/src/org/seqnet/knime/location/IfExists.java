package org.seqnet.knime.location;

import org.knime.node.parameters.widget.choices.Label;

/** What a writer does where there is a file already, as KNIME's own name it; the names are saved and never change. */
public enum IfExists {
    @Label(value = "Fail", description = "The node fails, before anything is computed, and the file stays as it is.")
    FAIL,
    @Label(value = "Overwrite", description = "The new file takes the place of the old one once it is complete.")
    OVERWRITE
}
