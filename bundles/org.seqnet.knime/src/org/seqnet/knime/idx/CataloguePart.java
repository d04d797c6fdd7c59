package org.seqnet.knime.idx;

import org.knime.node.parameters.widget.choices.Label;
import org.seqnet.engine.idx.Split;

/** The parts of a data set as choices of a dialog; the names are saved in settings and never change. */
enum CataloguePart {
    @Label(value = "Training", description = "The 60,000 training images.")
    TRAINING(Split.TRAIN),
    @Label(value = "Test", description = "The 10,000 test images.")
    TEST(Split.TEST);

    private final Split split;

    CataloguePart(Split split) {
        this.split = split;
    }

    Split split() {
        return split;
    }
}
