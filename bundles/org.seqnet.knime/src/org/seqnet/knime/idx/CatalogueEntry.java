package org.seqnet.knime.idx;

import org.knime.node.parameters.widget.choices.Label;
import org.seqnet.engine.idx.Dataset;

/** The engine's data sets as choices of a dialog; the names are saved in settings and never change. */
enum CatalogueEntry {
    @Label(value = "MNIST", description = "70,000 images of handwritten digits.")
    MNIST(Dataset.MNIST),
    @Label(value = "Fashion-MNIST", description = "70,000 images of clothing in ten classes.")
    FASHION_MNIST(Dataset.FASHION_MNIST);

    private final Dataset dataset;

    CatalogueEntry(Dataset dataset) {
        this.dataset = dataset;
    }

    Dataset dataset() {
        return dataset;
    }
}
