package org.seqnet.knime.idx;

import org.knime.node.parameters.widget.choices.Label;

/** Where images come from; the names are saved in settings and never change. */
enum DataSource {
    @Label(value = "Built-in data set", description = "MNIST or Fashion-MNIST, downloaded once and cached.")
    CATALOGUE,
    @Label(value = "IDX files", description = "Your own files in the IDX format.")
    FILES
}
