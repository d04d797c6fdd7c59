package org.seqnet.knime.idx;

import org.knime.node.parameters.widget.choices.Label;

/** Where images come from; the names are saved in settings and never change. */
enum DataSource {
    @Label(value = "Catalogue", description = "A well-known data set, downloaded once and kept for later.")
    CATALOGUE,
    @Label(value = "Files", description = "IDX files of your own.")
    FILES
}
